package dev.coordinator.client;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One run of an instance, and those before it that are certainly dead.
 *
 * <p>A process that remembers its runs over restarts can replace its dead self at once, instead of waiting for that one's
 * lease to end: it draws a number, writes it down, and only then joins, naming all it has written down before and not yet
 * crossed out. Once {@link Membership#isSeated()} it may cross them out.
 *
 * @param number of this run: random, not 0
 * @param supersedes the numbers of earlier runs of the same instance, at most {@link #MOST_SUPERSEDED}; none is 0, the run's
 *     own, or named twice. This is a certificate of death: a lease that one of them holds counts as released. It is true
 *     only while the exclusive lock is held under which the numbers were written down, and if nothing that those runs
 *     started still acts as primary. A false one lets two be primary at once.
 */
public record Incarnation(long number, List<Long> supersedes) {

    /** As many as one check-in may name. */
    public static final int MOST_SUPERSEDED = 16;

    private static final SecureRandom RANDOM = new SecureRandom();

    public Incarnation {
        supersedes = List.copyOf(supersedes);
        check(number != 0, "an incarnation must not be 0");
        check(
                supersedes.size() <= MOST_SUPERSEDED,
                "supersedes must be at most " + MOST_SUPERSEDED + ", was " + supersedes.size());
        Set<Long> seen = new HashSet<>(Set.of(0L, number));
        for (long each : supersedes) {
            check(
                    seen.add(each),
                    "supersedes must be earlier runs, each named once, was " + Long.toUnsignedString(each));
        }
    }

    /** A new run that knows of none before it. */
    public static Incarnation random() {
        long drawn = RANDOM.nextLong();
        return drawn == 0 ? random() : new Incarnation(drawn, List.of());
    }

    /** The same run, with those before it. */
    public Incarnation superseding(List<Long> dead) {
        return new Incarnation(number, dead);
    }

    private static void check(boolean allowed, String rule) {
        if (!allowed) {
            throw new IllegalArgumentException(rule);
        }
    }
}
