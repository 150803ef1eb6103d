package dev.coordinator.server.api;

import dev.coordinator.server.lease.NextCheckIn;
import java.util.random.RandomGenerator;

/** Spreads check-ins by ±10 %, so that clients that started together don't stay together. */
final class Jitter {

    private static final double SPREAD = 0.1;

    private final RandomGenerator random;

    Jitter(RandomGenerator random) {
        this.random = random;
    }

    /** What is told to the client; never less than {@link NextCheckIn#FLOOR_MILLIS}. */
    long millis(NextCheckIn next) {
        double factor = next.exact() ? 1 : 1 - SPREAD + 2 * SPREAD * draw();
        return Math.max(NextCheckIn.FLOOR_MILLIS, Math.round(next.millis() * factor));
    }

    private synchronized double draw() {
        return random.nextDouble();
    }
}
