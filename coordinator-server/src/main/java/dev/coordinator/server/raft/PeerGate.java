package dev.coordinator.server.raft;

import dev.coordinator.server.security.SubjectNames;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands behind TLS, and lets nothing of a peer pass until its certificate has shown the role. Then it steps aside.
 *
 * <p>A certificate of the right authority is not enough, because clients have such ones too, and whoever is heard here can
 * write the log.
 */
final class PeerGate extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(PeerGate.class);
    private static final AttributeKey<CompletableFuture<Boolean>> VERDICT =
            AttributeKey.valueOf("coordinator-peer-gate-verdict");
    private static final long BETWEEN_LINES_NANOS = 1_000_000_000L;

    /** Whoever comes to the port makes a line; one a second is enough to find them. */
    private static final AtomicLong NEXT_LINE = new AtomicLong(System.nanoTime());

    private final CompletableFuture<Boolean> verdict = new CompletableFuture<>();
    private final SslHandler tls;
    private final String role;

    PeerGate(SslHandler tls, String role) {
        this.tls = tls;
        this.role = role;
    }

    /** Whether the peer at the other end has shown who it is. */
    static boolean isOpen(Channel channel) {
        return verdict(channel).getNow(false);
    }

    /** Whether it has, as soon as that is known. No peer behind a connection without a gate ever has. */
    static CompletableFuture<Boolean> verdict(Channel channel) {
        CompletableFuture<Boolean> verdict = channel.attr(VERDICT).get();
        return verdict == null ? CompletableFuture.completedFuture(false) : verdict;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.channel().attr(VERDICT).set(verdict);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        verdict.complete(false);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            judge(context, handshake);
        }
        super.userEventTriggered(context, event);
    }

    private void judge(ChannelHandlerContext context, SslHandshakeCompletionEvent handshake) {
        if (!handshake.isSuccess()) {
            tellRefused(context, String.valueOf(handshake.cause().getMessage()));
            ChannelFuture unused = context.close();
        } else if (isPeer()) {
            verdict.complete(true);
            context.pipeline().remove(this);
        } else {
            tellRefused(context, "its certificate lacks URI:" + role);
            ChannelFuture unused = context.close();
        }
    }

    private boolean isPeer() {
        try {
            Certificate[] shown = tls.engine().getSession().getPeerCertificates();
            return shown[0] instanceof X509Certificate own && SubjectNames.contain(own, role);
        } catch (SSLPeerUnverifiedException nothingShown) {
            return false;
        }
    }

    private static void tellRefused(ChannelHandlerContext context, String why) {
        long now = System.nanoTime();
        long next = NEXT_LINE.get();
        if (now - next >= 0 && NEXT_LINE.compareAndSet(next, now + BETWEEN_LINES_NANOS)) {
            LOG.warn(
                    "event=peer-refused remote={} why=\"{}\"", context.channel().remoteAddress(), why);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object tooEarly) {
        ReferenceCountUtil.release(tooEarly);
        ChannelFuture unused = context.close();
    }
}
