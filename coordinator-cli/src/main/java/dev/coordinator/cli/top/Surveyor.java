package dev.coordinator.cli.top;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Takes one reading after another, on a thread of its own, until it is closed.
 *
 * <p>The next one begins an interval after the last one began, and no sooner than after a pause of four times as long as that
 * took: however large or slow the cluster is, it is idle for this most of the time.
 */
final class Surveyor implements AutoCloseable {

    private static final int PAUSE_PER_WORK = 4;
    private static final Duration LAST_ANSWER = Duration.ofSeconds(2);

    private final Survey survey;
    private final Duration interval;
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "coordctl-top");
    private volatile Reading reading;
    private volatile String opened = "";
    private volatile boolean closed;
    private volatile Optional<RuntimeException> defect = Optional.empty();

    Surveyor(Survey survey, Duration interval) {
        this.survey = survey;
        this.interval = interval;
        this.reading = Reading.none(Moment.now());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The latest. */
    Reading reading() {
        defect.ifPresent(failure -> {
            throw new IllegalStateException("reading the cluster failed", failure);
        });
        return reading;
    }

    /** Reads that pool from now on; the list again when it is empty. */
    void open(String pool) {
        if (!pool.equals(opened)) {
            opened = pool;
            wake.release();
        }
    }

    private void run() {
        try {
            while (!closed) {
                long began = System.nanoTime();
                reading = survey.take(reading, opened);
                long took = System.nanoTime() - began;
                boolean woken = wake.tryAcquire(
                        Math.max(interval.toNanos() - took, took * PAUSE_PER_WORK), TimeUnit.NANOSECONDS);
                if (woken) {
                    wake.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            defect = Optional.of(failure);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(LAST_ANSWER.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
