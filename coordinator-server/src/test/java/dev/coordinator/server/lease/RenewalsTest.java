package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each renewal is measured once, by what was left of the lease before it. */
final class RenewalsTest {

    private static final PoolName POOL = new PoolName("p");
    private static final Incarnation RUN = new Incarnation(1);

    private final LeaseMachine machine = new LeaseMachine();
    private final List<String> renewals = new ArrayList<>();
    private long seq;

    @Test
    void renewalIsMeasuredByWhatWasLeftBeforeIt() {
        checksIn("a", 0);
        checksIn("b", 1_000);
        assertThat(renewals).isEmpty();

        checksIn("a", 30_000);
        checksIn("b", 31_000);
        checksIn("a", 140_000);

        assertThat(renewals).containsExactly("90000 of 120000", "10000 of 120000");
    }

    @Test
    void leaseThatHasEndedIsNotRenewed() {
        checksIn("a", 0);
        checksIn("a", 120_000);

        assertThat(renewals).isEmpty();
    }

    private void checksIn(String instance, long atMillis) {
        machine.apply(
                new Stamp(new ClusterTime(atMillis), 0),
                List.of(checkIn(new InstanceId(instance))),
                change -> {},
                (left, ttl) -> renewals.add(left + " of " + ttl));
    }

    private Command checkIn(InstanceId instance) {
        return new Command.CheckIn(
                POOL, instance, RUN, List.of(), 0, ++seq, Profile.PLAIN, Holding.UNSAID, false, true);
    }
}
