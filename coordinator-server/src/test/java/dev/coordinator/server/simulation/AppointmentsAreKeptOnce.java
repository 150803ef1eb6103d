package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.Operation;
import dev.coordinator.server.lease.PoolImage;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.SeatImage;
import dev.coordinator.server.lease.Tenure;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A scheduled switchover begins once, for the one that was named, or is dropped for the reason that there is, at the first
 * entry of its time or of a later one; never before, and it is forgotten by nothing but an operator's word.
 */
final class AppointmentsAreKeptOnce implements Invariant {

    private static final long MOST_LATE_MILLIS = 300_000;

    private final Map<PoolName, Made> made = new HashMap<>();
    private final Map<PoolName, InstanceId> reigning = new HashMap<>();

    /** What an operator asked for; when, by cluster time and by the wall clock. */
    private record Made(long dueMillis, long atWallMillis, Optional<InstanceId> to) {

        boolean isTooLate(long wallMillis) {
            return wallMillis - atWallMillis > MOST_LATE_MILLIS;
        }
    }

    @Override
    public void check(Step step) {
        step.changes().forEach(change -> check(step, change));
        made.forEach((pool, each) -> {
            require(
                    each.dueMillis > step.now().millis(),
                    pool,
                    () -> "a switchover was scheduled at " + each.dueMillis + "ms and nothing is done");
            require(
                    Step.pool(step.after(), pool)
                            .flatMap(PoolImage::appointment)
                            .filter(kept -> kept.due().millis() == each.dueMillis
                                    && kept.to().equals(each.to))
                            .isPresent(),
                    pool,
                    () -> "a switchover was scheduled at " + each.dueMillis + "ms and is forgotten");
        });
    }

    private void check(Step step, Change change) {
        switch (change.kind()) {
            case SWITCHOVER_SCHEDULED -> made.put(change.pool(), madeBy(step, change));
            case SWITCHOVER_BEGUN -> checkBegun(step, change, over(step, change));
            case SWITCHOVER_DROPPED -> checkDropped(step, change);
            case GRANTED -> reigning.put(change.pool(), change.to().orElseThrow());
            case VACATED -> {
                if (change.epoch() != 0) {
                    reigning.remove(change.pool());
                }
            }
            case POOL_DELETED, POOL_REMOVED -> {
                made.remove(change.pool());
                reigning.remove(change.pool());
            }
            default -> {}
        }
    }

    /** The leader's wall clock is what the time was said by. */
    private static Made madeBy(Step step, Change change) {
        Command.Operate operate = (Command.Operate) step.heard().orElseThrow().command();
        Operation.Schedule schedule = (Operation.Schedule) operate.operation();
        long ahead = schedule.atWallMillis() - change.wallMillis();
        return new Made(step.now().millis() + ahead, schedule.atWallMillis(), schedule.to());
    }

    /** It is due, and gone with this. */
    private Made over(Step step, Change change) {
        Made due = made.remove(change.pool());
        if (due == null || due.dueMillis > step.now().millis() || !due.to.equals(change.to())) {
            throw broken(
                    change.pool().value(),
                    change.kind() + " (" + change.cause() + ") for " + change.to() + ", and what was to be is " + due);
        }
        return due;
    }

    private void checkDropped(Step step, Change change) {
        if (change.cause() == ChangeCause.REQUESTED) {
            require(
                    step.heard()
                            .filter(heard -> heard.command() instanceof Command.Operate operate
                                    && operate.operation() instanceof Operation.Unschedule)
                            .isPresent(),
                    change.pool(),
                    "nobody has asked that the switchover be dropped");
            made.remove(change.pool());
            return;
        }
        Optional<ChangeCause> obstacle = obstacle(step, change, over(step, change));
        require(
                obstacle.equals(Optional.of(change.cause())),
                change.pool(),
                "a scheduled switchover is dropped, " + change.cause() + ", and what is in its way is " + obstacle);
    }

    private void checkBegun(Step step, Change change, Made due) {
        Optional<ChangeCause> obstacle = obstacle(step, change, due);
        require(obstacle.isEmpty(), change.pool(), "a scheduled switchover begins, and in its way is " + obstacle);
        Optional<InstanceId> successor = Step.pool(step.after(), change.pool())
                .map(PoolImage::tenure)
                .filter(Tenure.Draining.class::isInstance)
                .flatMap(tenure -> ((Tenure.Draining) tenure).successor());
        Optional<InstanceId> expected = due.to.or(() -> settled(step, change));
        require(
                expected.isPresent()
                        ? successor.equals(expected)
                        : fit(step, change.pool()).anyMatch(each -> successor.equals(Optional.of(each))),
                change.pool(),
                "a scheduled switchover was to be to " + expected + ", and is to " + successor);
    }

    /** Why it can't be done, as the contract lists it, and in that order. */
    private Optional<ChangeCause> obstacle(Step step, Change change, Made due) {
        if (due.isTooLate(change.wallMillis())) {
            return Optional.of(ChangeCause.TOO_LATE);
        }
        if (!reigning.containsKey(change.pool())) {
            return Optional.of(ChangeCause.NO_PRIMARY);
        }
        if (due.to.isEmpty()) {
            boolean someone = settled(step, change).isPresent()
                    || fit(step, change.pool()).findAny().isPresent();
            return someone ? Optional.empty() : Optional.of(ChangeCause.NO_SUCCESSOR);
        }
        InstanceId named = due.to.get();
        if (named.equals(reigning.get(change.pool()))) {
            return Optional.of(ChangeCause.PRIMARY_ALREADY);
        }
        return fit(step, change.pool()).anyMatch(named::equals)
                ? Optional.empty()
                : Optional.of(ChangeCause.TARGET_LOST);
    }

    /** Whom a drain that runs names already; it goes on for that one. */
    private static Optional<InstanceId> settled(Step step, Change change) {
        boolean calledOff = step.changes(ChangeKind.DRAIN_CALLED_OFF)
                .anyMatch(each -> each.pool().equals(change.pool()));
        return Step.pool(step.before(), change.pool())
                .map(PoolImage::tenure)
                .filter(tenure -> tenure instanceof Tenure.Draining && !calledOff)
                .flatMap(tenure -> ((Tenure.Draining) tenure).successor());
    }

    /** Who is live, electable and not cordoned, its run not ended, and not the primary. */
    private Stream<InstanceId> fit(Step step, PoolName name) {
        return Step.pool(step.after(), name).stream()
                .flatMap(pool -> pool.seats().stream()
                        .filter(seat -> OnlyTheFreshAreChosen.isEligible(pool, seat, step.now()) && !isEvicted(seat)))
                .map(SeatImage::id)
                .filter(id -> !id.equals(reigning.get(name)));
    }

    private static boolean isEvicted(SeatImage seat) {
        return seat.eviction()
                .filter(each -> each.run().equals(seat.incarnation()))
                .isPresent();
    }
}
