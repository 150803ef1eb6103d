package dev.coordinator.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coordinator.client.Coordinator;
import dev.coordinator.client.Member;
import dev.coordinator.client.Membership;
import dev.coordinator.server.listening.UnixPlace;
import dev.coordinator.v1.GetPoolRequest;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.PauseRequest;
import dev.coordinator.v1.PoolOperationsServiceGrpc;
import dev.coordinator.v1.Role;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that listens on Unix domain sockets besides. */
final class UnixSocketTest {

    private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rw-rw----");

    @TempDir
    Path folder;

    private final EventLoopGroup clientLoop = new NioEventLoopGroup(1);
    private TestNode node;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws IOException {
        node = TestNode.with(place("api.sock"), place("http.sock"));
        channel = NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(folder.resolve("api.sock")))
                .channelType(NioDomainSocketChannel.class, UnixDomainSocketAddress.class)
                .eventLoopGroup(clientLoop)
                .overrideAuthority("localhost")
                .withOption(ChannelOption.SO_KEEPALIVE, null)
                .usePlaintext()
                .build();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        node.close();
        clientLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void grpcIsServed() {
        var answer = LeaseServiceGrpc.newBlockingStub(channel)
                .checkIn(TestNode.checkIn("orders", "a", 1, 1).build());

        assertThat(answer.getRole()).isEqualTo(Role.ROLE_PRIMARY);
    }

    @Test
    void theJavaClientComesThatWay() {
        try (Coordinator coordinator = Coordinator.connect("unix:" + folder.resolve("api.sock"));
                Membership membership = coordinator.join(Member.of("orders", "a"))) {
            await().until(membership::isPrimary);
        }
    }

    @Test
    void httpIsServed() throws IOException {
        assertThat(http("POST /v1/pools/orders/instances/a:checkIn"))
                .startsWith("HTTP/1.1 200")
                .contains("ROLE_PRIMARY");
    }

    @Test
    void whoCameThatWayIsRecordedSo() throws IOException {
        node.leases().checkIn(TestNode.checkIn("orders", "a", 1, 1).build());
        PoolOperationsServiceGrpc.newBlockingStub(channel)
                .pause(PauseRequest.newBuilder().setPool("orders").build());

        assertThat(pausedBy()).isEqualTo("someone from a unix socket");

        assertThat(http("POST /v1/pools/orders:resume")).startsWith("HTTP/1.1 200");
        assertThat(http("POST /v1/pools/orders:pause")).startsWith("HTTP/1.1 200");
        assertThat(pausedBy()).isEqualTo("someone from a unix socket");
    }

    @Test
    void thePermissionsAreThoseWanted() throws IOException {
        assertThat(Files.getPosixFilePermissions(folder.resolve("api.sock"))).isEqualTo(MODE);
        assertThat(Files.getPosixFilePermissions(folder.resolve("http.sock"))).isEqualTo(MODE);
    }

    private String pausedBy() {
        return node.pools()
                .getPool(GetPoolRequest.newBuilder().setPool("orders").build())
                .getPool()
                .getPause()
                .getActor();
    }

    private String http(String request) throws IOException {
        try (SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("http.sock")))) {
            byte[] bytes = (request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            socket.write(ByteBuffer.wrap(bytes));
            return new String(Channels.newInputStream(socket).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private UnixPlace place(String name) {
        return new UnixPlace(folder.resolve(name), MODE);
    }
}
