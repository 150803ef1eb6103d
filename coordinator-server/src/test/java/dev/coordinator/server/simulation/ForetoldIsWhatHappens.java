package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.Explanation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolImage;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.SeatImage;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is foretold to follow a primary becomes primary, and in the time told, if the primary is silent from then on and nothing
 * else comes in between.
 *
 * <p>A pool is asked about at any moment. A forecast is dropped as soon as {@link Undisturbed} no longer holds; what is left is
 * put to the test by the next grant.
 */
final class ForetoldIsWhatHappens implements Invariant {

    /** One entry in so many is asked after; which, is drawn by its number, so that no run goes otherwise for being watched. */
    private static final long ONE_IN = 16;

    private final Tally tally;
    private final Map<PoolName, Forecast> open = new HashMap<>();

    ForetoldIsWhatHappens(Tally tally) {
        this.tally = tally;
    }

    /** What was said, when, and what it counts on. */
    private record Forecast(ClusterTime asked, Explanation told, Undisturbed undisturbed) {

        Optional<InstanceId> next() {
            return told.next();
        }

        /** Whether more was foretold than that the lease ends and somebody is chosen. */
        boolean hasTurns() {
            return told.course().stream()
                    .map(each -> each.change().kind())
                    .anyMatch(kind -> kind != ChangeKind.VACATED && kind != ChangeKind.DESIGNATED);
        }
    }

    @Override
    public void check(Step step) {
        open.entrySet().removeIf(each -> isOver(step, each.getKey(), each.getValue()));
        if (step.heard().isEmpty() && mix(step.index()) % ONE_IN == 0) {
            step.after().pools().stream()
                    .filter(pool -> Step.held(pool).isPresent() && !open.containsKey(pool.name()))
                    .forEach(pool -> ask(step, pool));
        }
    }

    private static long mix(long index) {
        return (index * 0x9E3779B97F4A7C15L) >>> 40;
    }

    private void ask(Step step, PoolImage pool) {
        Explanation told = step.machine().explain(pool.name()).orElseThrow();
        Undisturbed undisturbed = Undisturbed.of(pool, step.now());
        require(
                told.next()
                        .filter(id ->
                                Step.held(pool).orElseThrow().reign().primary().equals(id))
                        .isEmpty(),
                pool.name(),
                "the primary itself is foretold to follow when it is dead");
        boolean countsOnTheOverdue = told.next().filter(undisturbed::isComing).isEmpty()
                && told.next().isPresent();
        // Clocks on walls differ from node to node, and which of them will be asked isn't known.
        boolean dependsOnWalls =
                told.course().stream().anyMatch(each -> each.change().cause() == ChangeCause.TOO_LATE);
        if (!countsOnTheOverdue && !dependsOnWalls) {
            open.put(pool.name(), new Forecast(step.now(), told, undisturbed));
        }
    }

    private boolean isOver(Step step, PoolName pool, Forecast forecast) {
        if (!forecast.undisturbed.holds(step, pool)) {
            return true;
        }
        for (Change change : changes(step, pool)) {
            boolean chosen = change.kind() == ChangeKind.DESIGNATED
                    && change.to().filter(forecast.undisturbed::isComing).isPresent();
            if (chosen || change.kind() == ChangeKind.GRANTED) {
                require(
                        change.to().equals(forecast.next()),
                        pool,
                        "at " + forecast.asked + " " + forecast.next() + " was foretold, and now it is " + change.to());
            }
            if (change.kind() == ChangeKind.GRANTED) {
                checkTime(step, pool, forecast);
                return true;
            }
        }
        return false;
    }

    private static Collection<Change> changes(Step step, PoolName pool) {
        return step.changes().stream()
                .filter(change -> change.pool().equals(pool))
                .toList();
    }

    /** Who comes later than it was told to, is later by as much. */
    private void checkTime(Step step, PoolName pool, Forecast forecast) {
        SeatImage before =
                Step.seat(step.before(), pool, forecast.next().orElseThrow()).orElseThrow();
        long mayBeSpreadBy = (before.toldNextMillis() - before.lastSeenMillis()) / 10;
        long late = Math.max(0, step.now().millis() - before.toldNextMillis() - mayBeSpreadBy);
        long took = step.now().millisSince(forecast.asked);
        long told = forecast.told.worstCaseMillis().orElseThrow();
        require(
                took - late <= told,
                pool,
                "at " + forecast.asked + " " + told + "ms were foretold at most, and it took " + took + "ms, " + late
                        + "ms of them because it came late");
        tally.saw(Sight.FORETOLD);
        tally.saw(Sight.FORETOLD_TURNS, forecast.hasTurns() ? 1 : 0);
    }
}
