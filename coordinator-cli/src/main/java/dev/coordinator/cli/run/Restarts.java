package dev.coordinator.cli.run;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Whether a program that has ended by itself is started again, and after how long. For one thread. */
final class Restarts {

    /** After which endings. */
    enum Policy {
        NEVER,
        ON_FAILURE,
        ALWAYS
    }

    /** A run of this length is sound: the failures before it don't count any more. */
    static final Duration SOUND = Duration.ofMinutes(1);

    private final Policy policy;
    private final Duration first;
    private final Duration longest;
    private final int limit;
    private final RandomGenerator random;
    private int inARow;

    /**
     * Begins without any failure.
     *
     * @param first doubled with every restart in a row, up to {@code longest}
     * @param limit of restarts in a row
     */
    Restarts(Policy policy, Duration first, Duration longest, int limit, RandomGenerator random) {
        this.policy = policy;
        this.first = first;
        this.longest = longest;
        this.limit = limit;
        this.random = random;
    }

    /** How long to wait before it is started again; empty: it is not. */
    Optional<Duration> after(int status, Duration ranFor) {
        if (ranFor.compareTo(SOUND) >= 0) {
            inARow = 0;
        }
        boolean wanted = policy == Policy.ALWAYS || (policy == Policy.ON_FAILURE && status != 0);
        if (!wanted || inARow >= limit) {
            return Optional.empty();
        }
        Duration doubled = first.multipliedBy(1L << Math.min(inARow, 20));
        Duration ceiling = doubled.compareTo(longest) < 0 ? doubled : longest;
        inARow++;
        return Optional.of(Duration.ofMillis((long) (ceiling.toMillis() * (0.5 + random.nextDouble() / 2))));
    }
}
