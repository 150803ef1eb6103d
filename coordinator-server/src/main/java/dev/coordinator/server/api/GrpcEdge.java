package dev.coordinator.server.api;

import dev.coordinator.server.listening.EventLoops;
import dev.coordinator.server.listening.SocketFile;
import dev.coordinator.server.listening.TcpPlace;
import dev.coordinator.server.listening.UnixPlace;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The gRPC edge of a node, with every bound set that the library leaves open: with its defaults one connection can take
 * the whole memory. Calls run in the event loops, for nothing here blocks.
 */
final class GrpcEdge {

    private static final int MOST_METADATA_BYTES = 16 * 1024;
    /** What is not far above the limit is taken in and refused with a reason; {@link ReadableMessages} does that. */
    private static final int ABOVE_THE_LIMIT = 2;

    private static final int WINDOW_BYTES = 256 * 1024;
    private static final int MOST_RESETS = 200;
    private static final int RESETS_WINDOW_SECONDS = 30;
    private static final int HANDSHAKE_SECONDS = 10;
    private static final int KEEPALIVE_SECONDS = 30;
    private static final int KEEPALIVE_TIMEOUT_SECONDS = 10;
    private static final int LEAST_CLIENT_KEEPALIVE_SECONDS = 5;
    private static final int IDLE_MINUTES = 10;
    private static final int KILL_MILLIS = 1_000;

    private final List<Server> servers = new ArrayList<>();
    private final EdgeLimits limits;
    private final EventLoops loops;
    private final List<ServerServiceDefinition> services;
    private final ConnectionLimit connections;
    private Optional<SocketFile> file = Optional.empty();

    private GrpcEdge(EdgeLimits limits, EventLoops loops, List<ServerServiceDefinition> services) {
        this.limits = limits;
        this.loops = loops;
        this.services = services;
        this.connections = new ConnectionLimit(limits.maxConnections());
    }

    /**
     * Listens and serves.
     *
     * @param credentials of the port; the Unix domain socket, if there is one, has none
     * @throws IOException when it can't listen; says where and why
     */
    static GrpcEdge start(
            EdgeSettings settings,
            EventLoops loops,
            ServerCredentials credentials,
            List<ServerServiceDefinition> services)
            throws IOException {
        GrpcEdge edge = new GrpcEdge(settings.limits(), loops, services);
        try {
            edge.listen(settings.tcp(), credentials);
            if (settings.unix().isPresent()) {
                edge.listen(settings.unix().get());
            }
            return edge;
        } catch (IOException | RuntimeException e) {
            edge.kill();
            throw e;
        }
    }

    private void listen(TcpPlace place, ServerCredentials credentials) throws IOException {
        try {
            serve(bounded(place.address(), credentials).channelType(loops.tcpListener()));
        } catch (IOException e) {
            throw refusal(place, e);
        }
    }

    private void listen(UnixPlace place) throws IOException {
        try {
            SocketFile made = SocketFile.prepare(place);
            file = Optional.of(made);
            serve(bounded(loops.binding(made), InsecureServerCredentials.create())
                    .channelType(loops.unixListener())
                    .withChildOption(ChannelOption.SO_KEEPALIVE, null)); // The library sets it, and this kind has none.
            made.publish();
        } catch (IOException e) {
            throw refusal(place, e);
        }
    }

    private static IOException refusal(Object place, IOException cause) {
        return new IOException("the API can't listen on " + place + ": " + rootMessage(cause), cause);
    }

    private void serve(NettyServerBuilder server) throws IOException {
        servers.add(server.addServices(services).build().start());
    }

    private NettyServerBuilder bounded(SocketAddress address, ServerCredentials credentials) {
        return NettyServerBuilder.forAddress(address, credentials)
                .bossEventLoopGroup(loops.group())
                .workerEventLoopGroup(loops.group())
                .directExecutor()
                .addTransportFilter(connections)
                .addTransportFilter(Peer.FILTER)
                .intercept(connections)
                .maxConcurrentCallsPerConnection(limits.maxCallsPerConnection())
                .maxRstFramesPerWindow(MOST_RESETS, RESETS_WINDOW_SECONDS)
                .maxInboundMessageSize(ABOVE_THE_LIMIT * limits.maxMessageBytes())
                .maxInboundMetadataSize(MOST_METADATA_BYTES)
                .flowControlWindow(WINDOW_BYTES)
                .handshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS)
                .keepAliveTime(KEEPALIVE_SECONDS, TimeUnit.SECONDS)
                .keepAliveTimeout(KEEPALIVE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .permitKeepAliveTime(LEAST_CLIENT_KEEPALIVE_SECONDS, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .maxConnectionIdle(IDLE_MINUTES, TimeUnit.MINUTES);
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    /** The port that is listened on. */
    int port() {
        return servers.get(0).getPort();
    }

    /** Takes no more calls. */
    void drain() {
        servers.forEach(Server::shutdown);
        file.ifPresent(SocketFile::remove);
    }

    /** @param grace how long, after {@link #drain}, calls that are under way may take; then they are cut */
    void close(Duration grace) throws InterruptedException {
        long end = System.nanoTime() + grace.toNanos();
        for (Server server : servers) {
            if (!server.awaitTermination(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                server.shutdownNow();
                server.awaitTermination(KILL_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Stops at once. */
    void kill() {
        servers.forEach(Server::shutdownNow);
        file.ifPresent(SocketFile::remove);
    }
}
