package dev.coordinator.server.api;

import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Opens the port, with every bound set that the library leaves open: with its defaults one connection can take the whole
 * memory. Calls run in the event loops, for nothing here blocks.
 */
final class Listening {

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

    private Listening() {}

    static Server start(
            EdgeSettings settings,
            EventLoops loops,
            ServerCredentials credentials,
            List<ServerServiceDefinition> services)
            throws IOException {
        InetSocketAddress address = settings.host().isEmpty()
                ? new InetSocketAddress(settings.port())
                : new InetSocketAddress(settings.host(), settings.port());
        String where = (settings.host().isEmpty() ? "*" : settings.host()) + ":" + settings.port();
        if (address.isUnresolved()) {
            throw new IOException("the API can't listen on " + where + ": the host is unknown");
        }
        try {
            return bounded(NettyServerBuilder.forAddress(address, credentials), settings.limits(), loops)
                    .addServices(services)
                    .build()
                    .start();
        } catch (IOException e) {
            throw new IOException("the API can't listen on " + where + ": " + rootMessage(e), e);
        }
    }

    private static NettyServerBuilder bounded(NettyServerBuilder server, EdgeLimits limits, EventLoops loops) {
        ConnectionLimit connections = new ConnectionLimit(limits.maxConnections());
        return server.bossEventLoopGroup(loops.group())
                .workerEventLoopGroup(loops.group())
                .channelType(loops.channel())
                .directExecutor()
                .addTransportFilter(connections)
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
}
