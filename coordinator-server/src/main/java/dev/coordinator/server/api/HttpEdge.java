package dev.coordinator.server.api;

import dev.coordinator.server.api.http.HttpGateway;
import dev.coordinator.server.api.http.HttpSettings;
import dev.coordinator.server.api.http.PlainRoute;
import dev.coordinator.server.api.http.Waiters;
import dev.coordinator.server.listening.EventLoops;
import dev.coordinator.server.security.ListenerTls;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.netty.channel.ChannelPipeline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** The HTTP edge of a node: where it listens, and behind it the same services once more, over a channel within this process. */
final class HttpEdge {

    private static final List<String> HTTP = List.of("http/1.1");

    private final Server server;
    private final ManagedChannel channel;
    private final HttpGateway gateway;
    private final Waiters waiters;

    private HttpEdge(Server server, ManagedChannel channel, HttpGateway gateway, Waiters waiters) {
        this.server = server;
        this.channel = channel;
        this.gateway = gateway;
        this.waiters = waiters;
    }

    /**
     * Listens and serves.
     *
     * @param tls of the port; empty: none
     * @throws IOException when it can't listen; says where and why
     */
    static HttpEdge start(
            HttpSettings settings,
            Optional<ListenerTls> tls,
            EventLoops loops,
            List<ServerServiceDefinition> services,
            List<PlainRoute> plain,
            Waiters waiters)
            throws IOException {
        String name = UUID.randomUUID().toString();
        Server server = InProcessServerBuilder.forName(name)
                .directExecutor()
                .addServices(services)
                .build()
                .start();
        ManagedChannel channel =
                InProcessChannelBuilder.forName(name).directExecutor().build();
        try {
            HttpGateway gateway = HttpGateway.start(
                    settings,
                    loops,
                    channel,
                    plain,
                    waiters,
                    pipeline -> tls.ifPresent(known -> secure(pipeline, known)));
            return new HttpEdge(server, channel, gateway, waiters);
        } catch (IOException | RuntimeException e) {
            channel.shutdownNow();
            server.shutdownNow();
            throw e;
        }
    }

    /** By the certificate that holds now: each connection asks anew. */
    private static void secure(ChannelPipeline pipeline, ListenerTls tls) {
        pipeline.addFirst(tls.serverContext(HTTP).newHandler(pipeline.channel().alloc()));
    }

    OptionalInt port() {
        return gateway.port();
    }

    /** Takes no more connections; answers what is under way, and those who wait. */
    void drain() {
        waiters.end();
        gateway.drain();
    }

    /** @param grace how long what is under way may take */
    void close(Duration grace) throws InterruptedException {
        try {
            gateway.close(grace);
        } finally {
            channel.shutdownNow();
            server.shutdownNow();
        }
    }
}
