package dev.coordinator.server.replication;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A monotonic clock that moves when the test says so. */
public final class FakeClock implements LongSupplier {

    private long nanos;

    public FakeClock(long startNanos) {
        nanos = startNanos;
    }

    @Override
    public synchronized long getAsLong() {
        return nanos;
    }

    public void advanceMillis(long millis) {
        advanceNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    public synchronized void advanceNanos(long more) {
        nanos += more;
    }
}
