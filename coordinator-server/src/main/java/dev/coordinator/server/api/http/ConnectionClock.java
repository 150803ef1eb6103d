package dev.coordinator.server.api.http;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends what takes too long on a connection. A client that sends or takes a byte now and then holds it no longer than one
 * that does nothing.
 *
 * <p>It looks now and then, instead of setting a timer for each request: a phase lasts up to a turn longer.
 */
final class ConnectionClock extends ChannelInboundHandlerAdapter {

    /** What a connection does. */
    enum Phase {
        /** It waits for the first byte of a request. */
        IDLE,
        /** A request has begun, and is not whole. */
        ARRIVING,
        /** The answer is being made; that has a deadline of its own. */
        SERVING,
        /** The answer is on its way. */
        ANSWERING,
        /** The last answer was sent; the client is to close. */
        LINGERING
    }

    /** Fired as a user event: a request didn't arrive whole in time. */
    record ArrivedTooSlowly(Duration most) {}

    private final Patience patience;
    private Phase phase = Phase.IDLE;
    private long beganNanos = System.nanoTime();
    private @Nullable Future<?> turns;

    ConnectionClock(Patience patience) {
        this.patience = patience;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        enter(Phase.IDLE);
        long turn = patience.turn().toNanos();
        turns = ctx.executor().scheduleWithFixedDelay(() -> look(ctx), turn, turn, TimeUnit.NANOSECONDS);
        ctx.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (turns != null) {
            turns.cancel(false);
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (phase == Phase.IDLE) {
            enter(Phase.ARRIVING);
        }
        ctx.fireChannelRead(message);
    }

    /** From now on the connection does this. */
    void enter(Phase next) {
        phase = next;
        beganNanos = System.nanoTime();
    }

    boolean isIn(Phase which) {
        return phase == which;
    }

    private void look(ChannelHandlerContext ctx) {
        long spent = System.nanoTime() - beganNanos;
        switch (phase) {
            case IDLE -> closeAfter(patience.idle(), spent, ctx);
            case ANSWERING -> closeAfter(patience.answering(), spent, ctx);
            case LINGERING -> closeAfter(patience.lingering(), spent, ctx);
            case ARRIVING -> {
                if (spent > patience.arriving().toNanos()) {
                    ctx.fireUserEventTriggered(new ArrivedTooSlowly(patience.arriving()));
                }
            }
            case SERVING -> {}
        }
    }

    private static void closeAfter(Duration most, long spent, ChannelHandlerContext ctx) {
        if (spent > most.toNanos()) {
            ChannelFuture unused = ctx.close();
        }
    }
}
