package dev.coordinator.server.simulation;

import java.util.random.RandomGenerator;

/**
 * All chance of a run, drawn from its seed: the same numbers on every release of Java, which the library's own generators
 * don't promise.
 */
final class Chance implements RandomGenerator {

    private static final long STEP = 0x9E3779B97F4A7C15L;

    private long state;

    Chance(long seed) {
        state = mixed(seed * STEP + 1);
    }

    /** Another stream of numbers, so that one part's draws don't shift another's. */
    Chance fork() {
        return new Chance(nextLong());
    }

    @Override
    public long nextLong() {
        state += STEP;
        return mixed(state);
    }

    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** From 0 to {@code bound} - 1. */
    int below(int bound) {
        return (int) (((nextLong() >>> 33) * bound) >>> 31);
    }

    /** Both ends included. */
    long between(long least, long most) {
        return least + Long.remainderUnsigned(nextLong(), most - least + 1);
    }

    boolean percent(int ofHundred) {
        return below(100) < ofHundred;
    }

    boolean perMille(int ofThousand) {
        return below(1000) < ofThousand;
    }

    @SafeVarargs
    final <T> T oneOf(T... values) {
        return values[below(values.length)];
    }

    private static long mixed(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
