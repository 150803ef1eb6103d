package dev.coordinator.server.api.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection: one request after the other, each answered before the next is looked at. All of it happens in
 * the connection's event loop.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

    private final Desk desk;
    private final ConnectionClock clock;
    private final Turns turns;
    private final Channel channel;
    private @Nullable Exchange current;
    private @Nullable Caller caller;
    private boolean draining;
    private boolean lingering;

    HttpConnection(Desk desk, ConnectionClock clock, Turns turns, Channel channel) {
        this.desk = desk;
        this.clock = clock;
        this.turns = turns;
        this.channel = channel;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (desk.opened()) {
            ctx.read();
        } else {
            refuse(desk.tooManyConnections());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        desk.closed();
        Exchange open = current;
        if (open != null) {
            current = null;
            open.abandon();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (!lingering && message instanceof FullHttpRequest request) {
                take(request);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void take(FullHttpRequest request) {
        clock.enter(ConnectionClock.Phase.SERVING);
        try {
            Wellformed.check(request);
        } catch (RefusedException e) {
            refuse(e.problem());
            return;
        }
        Exchange exchange = new Exchange(this, request);
        current = exchange;
        listenForTheEnd();
        desk.serve(request, exchange, caller());
    }

    /** TLS is done with its handshake when a request comes. */
    private Caller caller() {
        Caller known = caller;
        if (known == null) {
            known = Caller.of(channel);
            caller = known;
        }
        return known;
    }

    /** Reads once more, so that a client that goes is noticed; what it sends meanwhile waits its turn. */
    private void listenForTheEnd() {
        turns.served(turnsContext());
    }

    private ChannelHandlerContext turnsContext() {
        return channel.pipeline().context(turns);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof WholeRequests.Refused refused) {
            refuse(refused.problem());
        } else if (event instanceof ConnectionClock.ArrivedTooSlowly slow) {
            refuse(Problem.tooSlow((int) slow.most().toSeconds()));
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // Clients go when they like, in the middle of a request too.
        if (!(cause instanceof IOException || cause instanceof CodecException)) {
            LOG.warn("event=http-connection-broken peer={}", channel.remoteAddress(), cause);
        }
        close();
    }

    void inLoop(Runnable task) {
        if (channel.eventLoop().inEventLoop()) {
            task.run();
        } else if (!channel.eventLoop().isShuttingDown()) {
            channel.eventLoop().execute(task);
        }
    }

    EventLoop loop() {
        return channel.eventLoop();
    }

    EventStream stream() {
        return new EventStream(channel, clock);
    }

    /** The node stops: closes as soon as nothing is under way. */
    void drain() {
        inLoop(() -> {
            draining = true;
            if (clock.isIn(ConnectionClock.Phase.IDLE)) {
                close();
            }
        });
    }

    /** In the event loop. */
    void send(Exchange exchange, Supplier<Answer> made) {
        if (exchange != current) {
            return;
        }
        current = null;
        boolean stays = exchange.keepsAlive() && !draining;
        FullHttpResponse response = response(make(made), exchange.isHead());
        if (!stays) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (exchange.version().equals(HttpVersion.HTTP_1_0)) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        clock.enter(ConnectionClock.Phase.ANSWERING);
        channel.writeAndFlush(response).addListener((ChannelFuture sent) -> sent(sent, stays));
    }

    private void sent(ChannelFuture sent, boolean stays) {
        if (sent.isSuccess() && stays && !draining) {
            clock.enter(ConnectionClock.Phase.IDLE);
            if (turns.next(turnsContext()) && clock.isIn(ConnectionClock.Phase.IDLE)) {
                clock.enter(ConnectionClock.Phase.ARRIVING);
            }
        } else {
            close();
        }
    }

    private void close() {
        ChannelFuture unused = channel.close();
    }

    /** Answers what is no whole, well-formed request, and ends the connection: where the next begins nobody knows. */
    private void refuse(Problem problem) {
        if (lingering) {
            return;
        }
        lingering = true;
        turns.end();
        FullHttpResponse response = response(Answer.of(problem), false);
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        clock.enter(ConnectionClock.Phase.LINGERING);
        // Around what expects a request for each answer.
        ChannelFuture unused =
                channel.pipeline().context(Gzip.class).writeAndFlush(response).addListener(sent -> sayThatThisIsAll());
        // A connection that is closed with bytes unread is reset, and the client may lose the answer.
        channel.config().setAutoRead(true);
    }

    /** TLS has its own way of saying so, when the connection is closed. */
    private void sayThatThisIsAll() {
        if (channel instanceof DuplexChannel duplex && channel.pipeline().get(SslHandler.class) == null) {
            ChannelFuture unused = duplex.shutdownOutput();
        }
    }

    private static Answer make(Supplier<Answer> made) {
        try {
            return made.get();
        } catch (RuntimeException e) {
            LOG.error("event=answer-not-made", e);
            return Answer.of(Problem.broken());
        }
    }

    private static FullHttpResponse response(Answer answer, boolean isHead) {
        ByteBuf body = isHead
                ? Unpooled.EMPTY_BUFFER
                : Unpooled.wrappedBuffer(answer.body().asReadOnlyByteBuffer());
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, answer.status(), body);
        if (!answer.type().isEmpty()) {
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, answer.type());
        }
        if (answer.status().code() != 204 && answer.status().code() != 304) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, answer.body().size());
        }
        response.headers()
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set(HttpHeaderNames.DATE, HttpDate.now());
        answer.headers().forEach(response.headers()::set);
        return response;
    }
}
