package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Handle;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolImage;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.SeatImage;
import dev.coordinator.server.lease.StateImage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Conservation of instances: whoever was answered has a seat until it has been silent for the retention or the pool
 * is deleted, nobody else has one, no handle reaches two, and the cluster's count is right.
 */
final class SeatsAreConserved implements Invariant {

    private final Map<Member, Long> heardMillis = new HashMap<>();

    /** @param begins who has a seat there was heard before */
    SeatsAreConserved(StateImage begins) {
        begins.pools().forEach(this::heard);
    }

    private record Member(PoolName pool, InstanceId instance) {}

    private void heard(PoolImage pool) {
        long retention = pool.set().effective().retentionMillis();
        pool.seats()
                .forEach(
                        seat -> heardMillis.put(new Member(pool.name(), seat.id()), seat.lastSeenMillis() + retention));
    }

    @Override
    public void check(Step step) {
        step.speaker().ifPresent(speaker -> {
            Decision decision = step.heard().orElseThrow().decision();
            if (decision instanceof Decision.Answer || decision instanceof Decision.Departed) {
                Member member = new Member(speaker.pool(), speaker.instance());
                heardMillis.putIfAbsent(member, 0L);
            }
        });
        Set<Member> present = new HashSet<>();
        Set<Handle> handles = new HashSet<>();
        for (PoolImage pool : step.after().pools()) {
            for (SeatImage seat : pool.seats()) {
                Member member = new Member(pool.name(), seat.id());
                present.add(member);
                require(
                        heardMillis.containsKey(member),
                        pool.name(),
                        () -> seat.id() + " has a seat and never said a word");
                heardMillis.put(
                        member, seat.lastSeenMillis() + pool.set().effective().retentionMillis());
                require(
                        seat.handle().isNone() || handles.add(seat.handle()),
                        pool.name(),
                        () -> "handle " + seat.handle().number() + " reaches two seats");
            }
        }
        heardMillis.entrySet().removeIf(entry -> isForgotten(step, entry, present));
        if (step.machine().instances() != present.size()) {
            throw broken("the cluster counts " + step.machine().instances() + " seats of " + present.size());
        }
    }

    private boolean isForgotten(Step step, Map.Entry<Member, Long> entry, Set<Member> present) {
        Member member = entry.getKey();
        if (present.contains(member)) {
            return false;
        }
        boolean byOperator = step.heard()
                .filter(heard -> heard.command() instanceof Command.SetPoolSettings
                        || heard.command() instanceof Command.Operate)
                .isPresent();
        require(
                byOperator || (entry.getValue() <= step.now().millis() && entry.getValue() > 0),
                member.pool,
                () -> member.instance + " has lost its seat before its time");
        return true;
    }
}
