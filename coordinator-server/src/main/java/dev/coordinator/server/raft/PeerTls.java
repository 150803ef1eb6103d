package dev.coordinator.server.raft;

import com.alipay.remoting.ExtendedNettyChannelHandler;
import com.alipay.remoting.config.BoltClientOption;
import com.alipay.remoting.config.BoltServerOption;
import dev.coordinator.server.security.ListenerTls;
import dev.coordinator.server.security.Roles;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;

/** Puts TLS, and the gate behind it, in front of everything that the RPC library does with a connection. */
final class PeerTls {

    /** From the connection to the last word of the handshake; a starved machine takes a second. */
    static final long HANDSHAKE_MILLIS = 5_000;

    private PeerTls() {}

    static com.alipay.remoting.rpc.RpcServer inFrontOf(com.alipay.remoting.rpc.RpcServer server, ListenerTls tls) {
        SslContext context = tls.serverContext(List.of());
        server.option(BoltServerOption.EXTENDED_NETTY_CHANNEL_HANDLER, new Front() {
            @Override
            public List<ChannelHandler> frontChannelHandlers() {
                SslHandler handler = context.newHandler(PooledByteBufAllocator.DEFAULT);
                handler.setHandshakeTimeoutMillis(HANDSHAKE_MILLIS);
                return List.of(handler, new PeerGate(handler, Roles.RAFT_PEER));
            }
        });
        return server;
    }

    static void inFrontOf(com.alipay.remoting.rpc.RpcClient client, ListenerTls tls) {
        SslContext context = tls.clientContext();
        client.option(BoltClientOption.EXTENDED_NETTY_CHANNEL_HANDLER, new Front() {
            @Override
            public List<ChannelHandler> frontChannelHandlers() {
                return List.of(new Dialling(context));
            }
        });
    }

    private abstract static class Front implements ExtendedNettyChannelHandler {
        @Override
        public List<ChannelHandler> backChannelHandlers() {
            return List.of();
        }
    }

    /** Adds TLS when it is known who is called, because the certificate must be of that host. */
    private static final class Dialling extends ChannelOutboundHandlerAdapter {

        private final SslContext context;

        Dialling(SslContext context) {
            this.context = context;
        }

        @Override
        public void connect(
                ChannelHandlerContext channel, SocketAddress remote, SocketAddress local, ChannelPromise promise)
                throws Exception {
            InetSocketAddress called = (InetSocketAddress) remote;
            SslHandler handler = context.newHandler(channel.alloc(), called.getHostString(), called.getPort());
            handler.setHandshakeTimeoutMillis(HANDSHAKE_MILLIS);
            channel.pipeline()
                    .addAfter(channel.name(), "tls", handler)
                    .addAfter("tls", "gate", new PeerGate(handler, Roles.RAFT_PEER));
            super.connect(channel, remote, local, promise);
        }
    }
}
