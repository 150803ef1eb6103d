package dev.coordinator.server.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns a state that may have lost the latest decisions, from a backup or from the survivor of a lost quorum, into one
 * that a new cluster can begin with.
 *
 * <p>What was lost may be a lease that its holder still believes in, a higher epoch, a handle, a nonce. So nothing is
 * granted in any pool for as long as any lease can last, epochs go on above every one that can have been granted, and
 * every instance has to say everything anew.
 *
 * @param wallMillis the wall clock at the recovery; its microseconds are above every epoch granted before, for no
 *     cluster grants one every microsecond; where a floor has put the stored ones above that, epochs go on 2^40 above those
 * @param epochFloor the next epoch is above this one too, when the operator knows of a higher one
 * @param unsafeNow grants at once, for the operator knows that no old primary is left; breaks S1 if one is
 */
public record Recovery(long wallMillis, long epochFloor, boolean unsafeNow, Actor actor) {

    /** Leaves room for grants: an epoch at the limit would stop every node at the next one. */
    private static final long MOST_EPOCH = Epoch.LIMIT - (1L << 32);

    /** What came of it. */
    public sealed interface Outcome {

        /** A state for a new cluster. */
        record Recovered(StateImage image) implements Outcome {}

        /** Nothing came of it. */
        record Refused(List<Violation> violations) implements Outcome {
            public Refused {
                violations = List.copyOf(violations);
            }
        }
    }

    /** The recovered state; the same for the same arguments, byte for byte (S8). */
    public Outcome of(StateImage stored) {
        long lastEpoch = Math.max(aboveAllGranted(stored), epochFloor);
        List<Violation> violations = violations(stored, lastEpoch);
        return violations.isEmpty()
                ? new Outcome.Recovered(recovered(stored, lastEpoch))
                : new Outcome.Refused(violations);
    }

    /** Where a floor has once put epochs above the wall clock, only a leap is above those that were granted since. */
    private long aboveAllGranted(StateImage stored) {
        return micros() > stored.lastEpoch() ? micros() : stored.lastEpoch() + LostEpochs.MOST;
    }

    private List<Violation> violations(StateImage stored, long lastEpoch) {
        List<Violation> violations = new ArrayList<>();
        if (wallMillis < stored.newestWallMillis()) {
            violations.add(new Violation(
                    "wall_clock_ms",
                    "at least " + stored.newestWallMillis() + ", the newest one stored",
                    Long.toString(wallMillis)));
        }
        if (epochFloor < 0) {
            violations.add(new Violation("epoch_floor", "at least 0", Long.toString(epochFloor)));
        }
        if (lastEpoch >= MOST_EPOCH) {
            violations.add(new Violation(
                    "next_epoch", "at most 2^53 - 2^32 = " + MOST_EPOCH, Long.toString(lastEpoch) + " + 1"));
        }
        return violations;
    }

    private StateImage recovered(StateImage stored, long lastEpoch) {
        ClusterTime quietUntil = stored.time().plusMillis(unsafeNow ? 0 : Limits.LONGEST_LEASE_MILLIS);
        return new StateImage(
                stored.time(),
                wallMillis,
                quietUntil,
                lastEpoch,
                Math.max(stored.lastHandle(), micros()),
                Math.max(stored.lastNonce(), micros()),
                LostEpochs.with(stored.lostEpochs(), stored.lastEpoch(), lastEpoch),
                stored.pools().stream()
                        .filter(Recovery::isRemembered)
                        .map(pool -> recovered(quietUntil, pool))
                        .toList());
    }

    /** The name of a pool that was deleted is quiet like every other that nobody knows. */
    private static boolean isRemembered(PoolImage pool) {
        return !(pool.tenure() instanceof Tenure.Deleted)
                || !pool.seats().isEmpty()
                || !pool.set().equals(SettingsChange.NONE);
    }

    private PoolImage recovered(ClusterTime quietUntil, PoolImage pool) {
        Trigger trigger = Trigger.by(actor, unsafeNow ? ChangeCause.UNSAFE_NOW : ChangeCause.RECOVERED);
        List<Change> history = new ArrayList<>(pool.history());
        history.add(told(pool, trigger));
        pool.appointment().ifPresent(appointment -> history.add(dropped(pool, trigger, appointment)));
        return new PoolImage(
                pool.name(),
                pool.set(),
                new Tenure.Quiet(quietUntil, trigger),
                pool.lastPrimary(),
                pool.pause(),
                Optional.empty(),
                pool.failbackNotBefore(),
                pool.alarms(),
                history,
                pool.seats().stream().map(SeatImage::recovered).toList());
    }

    private Change told(PoolImage pool, Trigger trigger) {
        Optional<Reign> ended = reign(pool.tenure());
        return new Change(
                pool.name(),
                unsafeNow ? ChangeKind.VACATED : ChangeKind.QUIETED,
                trigger,
                ended.map(Reign::primary),
                Optional.empty(),
                ended.map(reign -> reign.epoch().number()).orElse(0L),
                wallMillis,
                0,
                List.of());
    }

    /** What was planned before is not done by surprise. */
    private Change dropped(PoolImage pool, Trigger trigger, Appointment appointment) {
        return new Change(
                pool.name(),
                ChangeKind.SWITCHOVER_DROPPED,
                trigger,
                Optional.empty(),
                appointment.to(),
                0,
                wallMillis,
                0,
                List.of());
    }

    private static Optional<Reign> reign(Tenure tenure) {
        if (tenure instanceof Tenure.Held held) {
            return Optional.of(held.reign());
        }
        return tenure instanceof Tenure.Draining draining
                ? Optional.of(draining.held().reign())
                : Optional.empty();
    }

    /** Held below what an epoch may be many times over: a wall clock that is far off is refused, not an error. */
    private long micros() {
        return 1000 * Math.max(0, Math.min(wallMillis, Epoch.LIMIT));
    }
}
