package dev.coordinator.server.api.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/**
 * An answer that goes on: server-sent events, until one of the two ends the connection. In the connection's event loop. A
 * client that takes nothing for as long as an answer may take is cut off.
 */
final class EventStream {

    static final String TYPE = "text/event-stream";

    private final Channel channel;
    private final ConnectionClock clock;
    private int untaken;

    EventStream(Channel channel, ConnectionClock clock) {
        this.channel = channel;
        this.clock = clock;
    }

    /** @param version of the client: the old one knows no chunks, and takes what comes until the end */
    void begin(HttpVersion version) {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, TYPE)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set(HttpHeaderNames.DATE, HttpDate.now())
                .set("X-Accel-Buffering", "no")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (version.equals(HttpVersion.HTTP_1_1)) {
            head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        ChannelFuture unused = channel.write(head);
    }

    /** @param taken called when the client's machine has taken it */
    void send(String text, Runnable taken) {
        if (untaken++ == 0) {
            clock.enter(ConnectionClock.Phase.ANSWERING);
        }
        channel.writeAndFlush(new DefaultHttpContent(ByteBufUtil.writeUtf8(channel.alloc(), text)))
                .addListener((ChannelFuture sent) -> {
                    untaken--;
                    clock.enter(untaken == 0 ? ConnectionClock.Phase.SERVING : ConnectionClock.Phase.ANSWERING);
                    if (sent.isSuccess()) {
                        taken.run();
                    }
                });
    }

    boolean isTaken() {
        return untaken == 0;
    }

    void end() {
        ChannelFuture unused =
                channel.writeAndFlush(new DefaultLastHttpContent()).addListener(ChannelFutureListener.CLOSE);
    }
}
