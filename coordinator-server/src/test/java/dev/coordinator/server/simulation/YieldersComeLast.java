package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolImage;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.SeatImage;
import dev.coordinator.server.lease.StateImage;
import dev.coordinator.server.lease.Tenure;
import java.util.HashMap;
import java.util.Map;

/** Who ended a reign by its own word, is not chosen for one interval while another that is fresh can be, unless
 * an operator names it. */
final class YieldersComeLast implements Invariant {

    private final Map<Member, Long> yieldsUntil = new HashMap<>();
    private final Map<Member, Long> mayYieldUntil = new HashMap<>();

    /** @param begins who yields there may be ranked last still */
    YieldersComeLast(StateImage begins) {
        for (PoolImage pool : begins.pools()) {
            pool.seats()
                    .forEach(seat -> mayYieldUntil.put(new Member(pool.name(), seat.id()), seat.yieldsUntilMillis()));
        }
    }

    private record Member(PoolName pool, InstanceId instance) {}

    @Override
    public void check(Step step) {
        // Who releases what it has not may be ranked last too: it says that it doesn't want it.
        step.speaker()
                .filter(Step.Speaker::release)
                .ifPresent(speaker -> yields(step, speaker.pool(), speaker.instance(), mayYieldUntil));
        for (Change change : step.changes()) {
            if (change.kind() == ChangeKind.POOL_DELETED) {
                yieldsUntil.keySet().removeIf(member -> member.pool.equals(change.pool()));
            }
            PoolImage pool = Step.pool(step.after(), change.pool()).orElse(null);
            if (pool == null) {
                continue;
            }
            if (change.kind() == ChangeKind.VACATED && change.epoch() != 0 && isYielded(change.cause())) {
                yields(step, pool.name(), change.from().orElseThrow(), yieldsUntil);
            } else if (change.kind() == ChangeKind.VACATED && change.epoch() != 0) {
                // It may have been asked to stop before.
                yields(step, pool.name(), change.from().orElseThrow(), mayYieldUntil);
            }
            if (change.kind() == ChangeKind.DESIGNATED) {
                checkChoice(step, pool, change.to().orElseThrow());
            }
        }
    }

    private static void yields(Step step, PoolName pool, InstanceId instance, Map<Member, Long> until) {
        Step.pool(step.after(), pool).ifPresent(image -> {
            long interval = image.set().effective().checkInIntervalMillis();
            until.put(new Member(pool, instance), step.now().millis() + interval);
        });
    }

    private void checkChoice(Step step, PoolImage pool, InstanceId chosen) {
        boolean isNamed = isForOneNamed(pool)
                || Step.pool(step.before(), pool.name())
                        .filter(YieldersComeLast::isForOneNamed)
                        .isPresent();
        if (isNamed || pool.pause().isPresent() || !isYielding(step, pool, chosen, yieldsUntil)) {
            return;
        }
        for (SeatImage seat : pool.seats()) {
            boolean better = !seat.id().equals(chosen)
                    && OnlyTheFreshAreChosen.mayBeChosen(pool, seat, step.now())
                    && !isYielding(step, pool, seat.id(), yieldsUntil)
                    && !isYielding(step, pool, seat.id(), mayYieldUntil);
            // The sender of this check-in may not want the lease, and is fresh only since.
            boolean speaks = step.speaker()
                    .filter(speaker -> speaker.instance().equals(seat.id()))
                    .isPresent();
            require(!better || speaks, pool.name(), chosen + " has just yielded and is chosen before " + seat.id());
        }
    }

    private static boolean isForOneNamed(PoolImage pool) {
        if (pool.tenure() instanceof Tenure.Draining draining) {
            return draining.successor().isPresent();
        }
        if (pool.tenure() instanceof Tenure.Designated designated) {
            return designated.vacancy().target().isPresent();
        }
        return pool.tenure() instanceof Tenure.Vacant vacant && vacant.target().isPresent();
    }

    private static boolean isYielding(Step step, PoolImage pool, InstanceId id, Map<Member, Long> until) {
        return until.getOrDefault(new Member(pool.name(), id), 0L) > step.now().millis();
    }

    private static boolean isYielded(ChangeCause cause) {
        return cause == ChangeCause.RELEASED || cause == ChangeCause.UNELECTABLE;
    }
}
