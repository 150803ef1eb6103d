package dev.coordinator.client;

import dev.coordinator.client.token.ClientToken;
import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptor;
import io.grpc.ConnectivityState;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
     *
     * @param credentials of ports; a Unix domain socket has none
     * @param token shown with each call
     */
    static Dialer withCredentials(ChannelCredentials credentials, Optional<ClientToken> token) {
        List<ClientInterceptor> interceptors =
                token.map(ClientToken::interceptor).stream().toList();
        return endpoint -> endpoint instanceof TcpEndpoint port
                ? bounded(NettyChannelBuilder.forAddress(port.host(), port.port(), credentials))
                        .intercept(interceptors)
                        .build()
                : dial(((UnixEndpoint) endpoint).path(), interceptors);
    }

    private static NettyChannelBuilder bounded(NettyChannelBuilder channel) {
        return channel.directExecutor()
                .disableRetry()
                .keepAliveTime(10, TimeUnit.SECONDS)
                .keepAliveTimeout(5, TimeUnit.SECONDS)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .maxInboundMetadataSize(MAX_METADATA_BYTES)
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS);
    }

    /** The threads that channels share know ports alone, so this one has a thread of its own, as long as it is open. */
    private static ManagedChannel dial(Path socket, List<ClientInterceptor> interceptors) {
        EventLoopGroup thread = new NioEventLoopGroup(1, new DefaultThreadFactory("coordinator-unix", true));
        ManagedChannel channel = bounded(NettyChannelBuilder.forAddress(
                        UnixDomainSocketAddress.of(socket), InsecureChannelCredentials.create()))
                .eventLoopGroup(thread)
                .channelType(NioDomainSocketChannel.class, UnixDomainSocketAddress.class)
                .withOption(ChannelOption.SO_KEEPALIVE, null) // The library sets it, and this kind has none.
                .overrideAuthority("localhost")
                .intercept(interceptors)
                .build();
        whenShut(channel, () -> {
            var unused = thread.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        });
        return channel;
    }

    private static void whenShut(ManagedChannel channel, Runnable then) {
        ConnectivityState state = channel.getState(false);
        if (state == ConnectivityState.SHUTDOWN) {
            then.run();
        } else {
            channel.notifyWhenStateChanged(state, () -> whenShut(channel, then));
        }
    }
}
