package dev.coordinator.server.raft;

import dev.coordinator.server.replication.LogMeter;
import dev.coordinator.server.replication.LogWrites;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How long the writes of the last minute took.
 *
 * <p>A disk that hangs ends no write, so one that is under way counts with what it has taken so far.
 *
 * <p>One thread writes, any may ask. A write costs two readings of the clock and one count; what is kept are
 * {@value #SLICES} × {@value #BUCKETS} counts, whatever is written.
 */
final class WriteTimes {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int SLICES = 6;
    private static final long SLICE_NANOS = WINDOW.toNanos() / SLICES;

    /** So many buckets for each doubling, in powers of two: a time is told by at most an eighth too long. */
    private static final int BITS = 3;

    private static final int LONGEST_BIT = 30;
    private static final long LONGEST_MICROS = (1L << LONGEST_BIT) - 1;
    private static final int BUCKETS = (LONGEST_BIT - BITS + 1) << BITS;

    private static final int PERCENT = 100;

    private final LongSupplier monotonicNanos;
    private final LogMeter meter;
    private final Slice[] slices = new Slice[SLICES];
    private final long startNanos;
    private boolean underWay;
    private long begunNanos;

    /**
     * Of no write yet.
     *
     * @param monotonicNanos as {@link System#nanoTime}
     * @param meter told of each write
     */
    WriteTimes(LongSupplier monotonicNanos, LogMeter meter) {
        this.monotonicNanos = monotonicNanos;
        this.meter = meter;
        startNanos = monotonicNanos.getAsLong();
        Arrays.setAll(slices, number -> new Slice());
    }

    synchronized void begin() {
        underWay = true;
        begunNanos = monotonicNanos.getAsLong();
    }

    synchronized void end() {
        underWay = false;
        long now = monotonicNanos.getAsLong();
        current(now).add(micros(now));
        meter.written(now - begunNanos);
    }

    synchronized LogWrites latest() {
        long now = monotonicNanos.getAsLong();
        Slice all = new Slice();
        for (Slice slice : slices) {
            if (number(now) - slice.number < SLICES) {
                all.add(slice);
            }
        }
        if (underWay) {
            all.add(micros(now));
        }
        return new LogWrites(
                WINDOW, all.count, all.quantile(PERCENT / 2), all.quantile(PERCENT - 1), ofMicros(all.longest));
    }

    private long micros(long nowNanos) {
        return Math.min(TimeUnit.NANOSECONDS.toMicros(nowNanos - begunNanos), LONGEST_MICROS);
    }

    private Slice current(long nowNanos) {
        long number = number(nowNanos);
        Slice slice = slices[(int) (number % SLICES)];
        if (slice.number != number) {
            slice.clear(number);
        }
        return slice;
    }

    private long number(long nowNanos) {
        return (nowNanos - startNanos) / SLICE_NANOS;
    }

    private static Duration ofMicros(long micros) {
        return Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(micros));
    }

    /** The counts of a part of the window, by logarithmic buckets. */
    private static final class Slice {
        private final int[] counts = new int[BUCKETS];
        private long number;
        private long count;
        private long longest;

        void clear(long next) {
            Arrays.fill(counts, 0);
            number = next;
            count = 0;
            longest = 0;
        }

        void add(long micros) {
            counts[bucket(micros)]++;
            count++;
            longest = Math.max(longest, micros);
        }

        void add(Slice other) {
            Arrays.setAll(counts, bucket -> counts[bucket] + other.counts[bucket]);
            count += other.count;
            longest = Math.max(longest, other.longest);
        }

        Duration quantile(int percent) {
            long wanted = (count * percent + PERCENT - 1) / PERCENT;
            long seen = 0;
            for (int bucket = 0; bucket < BUCKETS; bucket++) {
                seen += counts[bucket];
                if (seen >= wanted && seen > 0) {
                    return ofMicros(Math.min(last(bucket), longest));
                }
            }
            return Duration.ZERO;
        }

        private static int bucket(long micros) {
            int above = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(micros) - BITS - 1);
            return (above << BITS) + (int) (micros >> above);
        }

        /** The longest time that falls into a bucket; the inverse of {@link #bucket}. */
        private static long last(int bucket) {
            int above = Math.max(0, (bucket >> BITS) - 1);
            return ((bucket - ((long) above << BITS) + 1) << above) - 1;
        }
    }
}
