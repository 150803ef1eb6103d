package dev.coordinator.server.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coordinator.server.lease.Actor;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.SettingsChange;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Overload sheds reads first, then check-ins in full, then renewals of standbys; those of primaries come last. */
final class AdmissionTest {

    private static final Command READ = new Command.Barrier();
    private static final Command IN_FULL = Node.checkIn("p", "a");
    private static final Command STANDBY = Node.renewal(Holding.NOTHING);
    private static final Command PRIMARY = Node.renewal(new Holding.Claim(1));
    private static final Command OPERATOR =
            new Command.SetPoolSettings(new PoolName("p"), SettingsChange.NONE, Actor.NONE);
    private static final List<Command> IN_ORDER = List.of(READ, IN_FULL, STANDBY, PRIMARY);

    private final Admission admission = new Admission(1_000, 100_000);

    @Test
    void queueThatFillsTurnsAwayOneKindAfterTheOther() {
        int[] full = {500, 750, 900, 1_000};
        for (int i = 0; i < full.length; i++) {
            Command command = IN_ORDER.get(i);
            assertThat(admission.admits(command, full[i] - 1, 0))
                    .as("%s", command)
                    .isTrue();
            assertThat(admission.admits(command, full[i], 0)).as("%s", command).isFalse();
            assertThat(admission.admits(command, 0, full[i] * 100L - 1))
                    .as("%s", command)
                    .isTrue();
            assertThat(admission.admits(command, 0, full[i] * 100L))
                    .as("%s", command)
                    .isFalse();
        }
    }

    @Test
    void checkInOfAPrimaryCountsAsItsRenewal() {
        Command.CheckIn plain = Node.checkIn("p", "a");
        Command holds = withHolding(plain, new Holding.Claim(3), false);
        Command releases = withHolding(plain, Holding.UNSAID, true);

        assertThat(admission.admits(holds, 999, 0)).isTrue();
        assertThat(admission.admits(releases, 999, 0)).isTrue();
        assertThat(admission.admits(OPERATOR, 999, 0)).isTrue();
    }

    @Test
    void smallestQueueTakesAnythingWhenNothingWaits() {
        for (long bytes : new long[] {1, 50, 99, 101}) {
            Admission small = new Admission(1, bytes);
            IN_ORDER.forEach(command ->
                    assertThat(small.admits(command, 0, 0)).as("%s", command).isTrue());
        }
    }

    @Test
    void hugeQueueDoesNotOverflow() {
        Admission huge = new Admission(Integer.MAX_VALUE, Long.MAX_VALUE);

        assertThat(huge.admits(PRIMARY, Integer.MAX_VALUE - 1, Long.MAX_VALUE - 1))
                .isTrue();
        assertThat(huge.admits(READ, Integer.MAX_VALUE - 1, 0)).isFalse();
    }

    @Test
    void queueForNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Admission(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Admission(1, 0));
    }

    private static Command withHolding(Command.CheckIn of, Holding holding, boolean release) {
        return new Command.CheckIn(
                of.pool(),
                of.instance(),
                of.incarnation(),
                of.supersedes(),
                of.nonce(),
                of.seq(),
                of.profile(),
                holding,
                release,
                of.mayCreatePool());
    }
}
