package dev.coordinator.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.client.Endpoint;
import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.StatusRequest;
import io.grpc.InsecureChannelCredentials;
import io.grpc.Status;
import java.io.IOException;
import java.net.BindException;
import java.net.NoRouteToHostException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why a socket can't be connected to is told by name, as the system has it. */
final class SocketTroubleTest {

    @TempDir
    Path folder;

    @Test
    void aSocketThatIsNotThereIsToldSo() {
        assertThat(asked(folder.resolve("none.sock"))).isEqualTo("there is no such file");
    }

    @Test
    void aSocketThatNobodyListensOnIsToldSo() throws IOException {
        Path left = folder.resolve("left.sock");
        try (ServerSocketChannel gone = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            gone.bind(UnixDomainSocketAddress.of(left));
        }

        assertThat(asked(left)).isEqualTo("nobody listens there");
    }

    /** As Java throws it; who runs this may be permitted everything. */
    @Test
    void aSocketThatIsForOthersIsToldSo() {
        assertThat(SocketTrouble.of(
                        Endpoint.parse("unix:/run/api.sock"),
                        unavailable(new BindException("Permission denied: /run/api.sock"))))
                .contains("permission denied");
    }

    @Test
    void aPortIsToldOfInItsOwnWords() {
        Endpoint port = Endpoint.parse("host:7400");

        assertThat(SocketTrouble.of(port, unavailable(new NoRouteToHostException("No route to host: host:7400"))))
                .contains("no route to host");
        assertThat(SocketTrouble.of(port, unavailable(new IOException("Connection reset by peer"))))
                .isEmpty();
    }

    private static RuntimeException unavailable(IOException cause) {
        return Status.UNAVAILABLE.withCause(cause).asRuntimeException();
    }

    private static String asked(Path socket) {
        Endpoint endpoint = Endpoint.parse("unix:" + socket);
        Duration patience = Duration.ofSeconds(20);
        try (Cluster cluster = new Cluster(List.of(endpoint), patience, InsecureChannelCredentials::create)) {
            Reply<?> reply = cluster.askOne(
                    endpoint, ClusterServiceGrpc.getStatusMethod(), StatusRequest.getDefaultInstance(), patience);
            return reply instanceof Reply.Failed<?> failed ? failed.attempt().account() : "answered";
        }
    }
}
