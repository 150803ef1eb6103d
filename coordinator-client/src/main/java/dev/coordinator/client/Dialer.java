package dev.coordinator.client;

import io.grpc.ChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import java.util.concurrent.TimeUnit;

/** Opens channels. The bounds on what a node may send are tight, for answers are small. */
@FunctionalInterface
interface Dialer {

    int MAX_MESSAGE_BYTES = 256 * 1024;
    int MAX_METADATA_BYTES = 16 * 1024;
    int CONNECT_TIMEOUT_MILLIS = 5_000;

    ManagedChannel dial(Endpoint endpoint);

    /**
     * Callbacks come on the network's own thread, so they must do no more than hand over. The keepalive finds a node that
     * went away silently while nothing is due: in 15 s, the shortest that gRPC allows.
     */
    static Dialer withCredentials(ChannelCredentials credentials) {
        return endpoint -> NettyChannelBuilder.forAddress(endpoint.host(), endpoint.port(), credentials)
                .directExecutor()
                .disableRetry()
                .keepAliveTime(10, TimeUnit.SECONDS)
                .keepAliveTimeout(5, TimeUnit.SECONDS)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .maxInboundMetadataSize(MAX_METADATA_BYTES)
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .build();
    }
}
