package dev.coordinator.cli.run;

import dev.coordinator.cli.text.HumanDuration;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a program may take to stop, and what follows from that for a lease: it is asked to stop so early that it can be
 * killed, and be gone, before the lease ends.
 *
 * @param stop from TERM to KILL; from 0
 */
record StopBudget(Duration stop) {

    /** From KILL to the end of the lease: to be woken, to send the signal, and for the kernel to end the processes. */
    static final Duration RESERVE = Duration.ofMillis(250);

    static final Duration DEFAULT = Duration.ofSeconds(10);

    private static final int HUNDREDTH_MILLIS = 10;

    /** The settings of a pool that the lease and its renewal depend on. */
    record Settings(Duration ttl, Duration margin, Duration interval) {

        /**
         * Half of what is left of the lease when the next check-in is due: the other half is for check-ins that are late,
         * without which each of them would stop the program.
         */
        Duration mostToStop() {
            return ttl.minus(margin).minus(interval).dividedBy(2).minus(RESERVE);
        }

        String inWords() {
            return "lease_ttl " + exact(ttl) + ", safety_margin " + exact(margin) + ", check_in_interval "
                    + exact(interval);
        }
    }

    /**
     * What was asked for, or else the default, or less where the lease leaves less.
     *
     * @param settings absent: not known yet
     * @throws IllegalArgumentException when what was asked for doesn't fit, or nothing does, in words for people
     */
    static StopBudget of(Optional<Duration> asked, Optional<Settings> settings) {
        if (settings.isEmpty()) {
            return new StopBudget(asked.orElse(DEFAULT));
        }
        Duration most = settings.get().mostToStop();
        if (most.isNegative() || most.isZero()) {
            throw new IllegalArgumentException("the pool's lease is too short to run a program: half of lease_ttl -"
                    + " safety_margin - check_in_interval must be above " + exact(RESERVE) + ", with "
                    + settings.get().inWords());
        }
        if (asked.filter(stop -> stop.compareTo(most) > 0).isPresent()) {
            throw new IllegalArgumentException("--stop-timeout must be at most " + exact(most) + ", was "
                    + exact(asked.get()) + ": half of lease_ttl - safety_margin - check_in_interval, less "
                    + exact(RESERVE) + " to kill; the pool has "
                    + settings.get().inWords());
        }
        return new StopBudget(asked.orElse(DEFAULT.compareTo(most) < 0 ? DEFAULT : most));
    }

    /** The same or less, so that it is at most a third of a lease: for settings that were unknown or have changed. */
    StopBudget within(Duration lease) {
        Duration third = lease.dividedBy(3).minus(RESERVE);
        Duration most = third.isNegative() ? Duration.ZERO : third;
        return stop.compareTo(most) <= 0 ? this : new StopBudget(most);
    }

    /**
     * The limits for a lease.
     *
     * @param now read before {@code remaining} was asked for, so that no pause between the two makes them too late
     */
    Limits limits(long now, Duration remaining) {
        long kill = Math.max(now, now + hundredths(remaining.minus(RESERVE)));
        return new Limits(Math.max(now, kill - hundredths(stop)), kill);
    }

    /** Whether the lease leaves as much again as stopping takes, so that it is worth starting. */
    boolean leavesRoom(Duration remaining) {
        return remaining.compareTo(stop.plus(RESERVE).multipliedBy(2)) >= 0;
    }

    long stopHundredths() {
        return hundredths(stop);
    }

    /** Rounded down. */
    static long hundredths(Duration duration) {
        return Math.floorDiv(duration.toMillis(), HUNDREDTH_MILLIS);
    }

    private static String exact(Duration duration) {
        return HumanDuration.exact(duration.toMillis());
    }
}
