package dev.coordinator.server.api;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The event loops, seen as lanes: all that happens to one call happens in one of them, in order, so a call's state needs
 * no lock, and an answer leaves from the loop that received the request.
 */
final class Lanes {

    private final EventLoopGroup loops;

    Lanes(EventLoopGroup loops) {
        this.loops = loops;
    }

    /** The lane that the caller is in; any, when it is in none. */
    Lane current() {
        for (EventExecutor loop : loops) {
            if (loop.inEventLoop()) {
                return new Lane(loop);
            }
        }
        return new Lane(loops.next());
    }

    /** One event loop. */
    static final class Lane {

        private final EventExecutor loop;

        private Lane(EventExecutor loop) {
            this.loop = loop;
        }

        /** Runs it in this lane: now, when the caller is in it. Once the server has ended it is dropped. */
        void run(Runnable task) {
            if (loop.inEventLoop()) {
                task.run();
            } else if (!loop.isShuttingDown()) {
                later(task);
            }
        }

        private void later(Runnable task) {
            try {
                loop.execute(task);
            } catch (RejectedExecutionException e) {
                // The server ended meanwhile, and with it the call.
            }
        }
    }
}
