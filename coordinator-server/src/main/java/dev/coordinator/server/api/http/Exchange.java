package dev.coordinator.server.api.http;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One request on its way to its one answer. May be answered from any thread; only the first answer counts. */
final class Exchange {

    private final HttpConnection connection;
    private final boolean isHead;
    private final boolean keepsAlive;
    private final HttpVersion version;
    private Runnable gone = () -> {};
    private boolean answered;

    Exchange(HttpConnection connection, HttpRequest request) {
        this.connection = connection;
        this.isHead = request.method().equals(HttpMethod.HEAD);
        this.keepsAlive = HttpUtil.isKeepAlive(request);
        this.version = request.protocolVersion();
    }

    boolean isHead() {
        return isHead;
    }

    boolean keepsAlive() {
        return keepsAlive;
    }

    HttpVersion version() {
        return version;
    }

    /** What to do when the client goes before its answer; in the connection's event loop. */
    void whenGone(Runnable task) {
        gone = task;
    }

    void answer(Answer answer) {
        answer(() -> answer);
    }

    /** @param answer made in the connection's event loop */
    void answer(Supplier<Answer> answer) {
        connection.inLoop(() -> {
            if (!answered) {
                answered = true;
                connection.send(this, answer);
            }
        });
    }

    /** Runs it in the connection's event loop: now, when the caller is in it. */
    void inLoop(Runnable task) {
        connection.inLoop(task);
    }

    /** Runs it in the connection's event loop, later. */
    Future<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return connection.loop().schedule(task, delay, unit);
    }

    /** Runs it in the connection's event loop, again and again. */
    Future<?> scheduleEvery(Runnable task, long delay, TimeUnit unit) {
        return connection.loop().scheduleWithFixedDelay(task, delay, delay, unit);
    }

    /** Answers with a stream. In the event loop; {@link #whenGone} holds until the connection ends. */
    EventStream stream() {
        EventStream stream = connection.stream();
        stream.begin(version);
        return stream;
    }

    /** The connection is gone. */
    void abandon() {
        if (!answered) {
            answered = true;
            gone.run();
        }
    }
}
