package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Operation;
import dev.coordinator.server.lease.PoolName;
import java.util.HashMap;
import java.util.Map;

/**
 * A scheduled switchover begins once, or is dropped, at the first entry of its time or of a later one; never before, and it is
 * forgotten by nothing but an operator's word.
 */
final class AppointmentsAreKeptOnce implements Invariant {

    private final Map<PoolName, Long> dueMillis = new HashMap<>();

    @Override
    public void check(Step step) {
        for (Change change : step.changes()) {
            switch (change.kind()) {
                case SWITCHOVER_SCHEDULED -> dueMillis.put(change.pool(), due(step, change));
                case SWITCHOVER_BEGUN -> isOver(step, change);
                case SWITCHOVER_DROPPED -> {
                    if (change.cause() == ChangeCause.REQUESTED) {
                        dueMillis.remove(change.pool());
                    } else {
                        isOver(step, change);
                    }
                }
                case POOL_DELETED, POOL_REMOVED -> dueMillis.remove(change.pool());
                default -> {}
            }
        }
        dueMillis.forEach((pool, due) -> {
            require(due > step.now().millis(), pool, "a switchover was scheduled at " + due + "ms and nothing is done");
            require(
                    Step.pool(step.after(), pool)
                            .flatMap(image -> image.appointment())
                            .filter(each -> each.due().millis() == due)
                            .isPresent(),
                    pool,
                    "a switchover was scheduled at " + due + "ms and is forgotten");
        });
    }

    /** The leader's wall clock is what the time was said by. */
    private static long due(Step step, Change change) {
        Command.Operate operate = (Command.Operate) step.heard().orElseThrow().command();
        Operation.Schedule schedule = (Operation.Schedule) operate.operation();
        return step.now().millis() + schedule.atWallMillis() - change.wallMillis();
    }

    private void isOver(Step step, Change change) {
        Long due = dueMillis.remove(change.pool());
        require(
                due != null && due <= step.now().millis(),
                change.pool(),
                change.kind() + " (" + change.cause() + ") of a switchover that was to be at " + due);
    }
}
