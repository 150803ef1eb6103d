package dev.coordinator.server.api.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Lets one request through at a time. Those that a client sends ahead wait here, undecided; no more is read than what
 * comes with one look for the client's end, so what waits is bounded by the buffer of one read.
 */
final class Turns extends ChannelInboundHandlerAdapter {

    private final Queue<Object> waiting = new ArrayDeque<>();
    private boolean isTaken;
    private boolean isOver;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (isOver) {
            ReferenceCountUtil.release(message);
        } else if (isTaken) {
            waiting.add(message);
        } else {
            pass(ctx, message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.fireChannelReadComplete();
        if (!isTaken && !isOver) {
            ctx.read();
        }
    }

    /** A request is being served: looks whether its client goes meanwhile. */
    void served(ChannelHandlerContext ctx) {
        ctx.read();
    }

    /**
     * The request is answered: it is the next one's turn.
     *
     * @return whether a part of it is here already
     */
    boolean next(ChannelHandlerContext ctx) {
        isTaken = false;
        boolean hasBegun = !waiting.isEmpty();
        while (!isTaken && !waiting.isEmpty()) {
            pass(ctx, waiting.remove());
        }
        if (!isTaken) {
            ctx.read();
        }
        return hasBegun;
    }

    /** No request is taken any more. */
    void end() {
        isOver = true;
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end();
        ctx.fireChannelInactive();
    }

    private void pass(ChannelHandlerContext ctx, Object message) {
        isTaken = message instanceof LastHttpContent;
        ctx.fireChannelRead(message);
    }
}
