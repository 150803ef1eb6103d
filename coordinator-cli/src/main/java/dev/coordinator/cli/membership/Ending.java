package dev.coordinator.cli.membership;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets another thread ask for the end, and wait for it. */
final class Ending {

    private final CountDownLatch wanted = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    /** Waits that long, or less when the end is wanted; true when it is. */
    boolean wantedWithin(Duration pause) {
        try {
            return wanted.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    void want() {
        wanted.countDown();
    }

    /** Asks for the end and waits for it, for so long at most: then the process ends, and a lease runs out. */
    void await(Duration longest) {
        want();
        try {
            boolean ended = done.await(longest.toNanos(), TimeUnit.NANOSECONDS);
            assert ended || done.getCount() > 0 : "either it has ended or the time is over";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All has been written that will be. */
    void done() {
        done.countDown();
    }
}
