package dev.coordinator.client;

import static dev.coordinator.client.Scenario.draining;
import static dev.coordinator.client.Scenario.ended;
import static dev.coordinator.client.Scenario.primary;
import static dev.coordinator.client.Scenario.standby;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An operator moves the lease, or thinks better of it, as the primary sees it. */
final class HandoverTest {

    private static final Epoch SEVEN = new Epoch(7);
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final Scenario it = Scenario.started();

    @Test
    void leaseIsRenewedWhileTheApplicationStops() {
        it.answer(1, primary(7, 100_000));
        it.pass(INTERVAL);
        it.answer(2, draining(7, 100_000));
        it.pass(INTERVAL);
        it.answer(3, draining(7, 100_000));

        it.pass(Duration.ofSeconds(90));

        assertThat(it.isPrimary()).isTrue();
        assertThat(it.status().role()).isEqualTo(MemberRole.DRAINING);
        assertThat(it.lastCheckIn().claim()).isEqualTo(new Claim.Holding(SEVEN));
        it.stopped();
        assertThat(it.lastCheckIn().claim()).isEqualTo(new Claim.None());
    }

    @Test
    void calledOffBeforeItStoppedTheApplicationGoesOnInTheSameEpoch() {
        drainAndCallOff();

        assertThat(it.stops).containsExactly(StandbyReason.STEP_DOWN);
        assertThat(it.goneOn).containsExactly(SEVEN);
        assertThat(it.isPrimary()).isTrue();
        assertThat(it.status().role()).isEqualTo(MemberRole.PRIMARY);
        it.pass(INTERVAL);
        assertThat(it.lastCheckIn().claim()).isEqualTo(new Claim.Holding(SEVEN));
    }

    @Test
    void stopThatWasCalledOffGivesNothingUpWhenItIsReported() {
        drainAndCallOff();
        int said = it.sent.size();

        it.stopped();

        assertThat(it.sent).hasSize(said);
        assertThat(it.isPrimary()).isTrue();
    }

    @Test
    void reportOfAnEarlierStopIsNotTakenForTheLatest() {
        drainAndCallOff();
        it.pass(INTERVAL);
        it.answer(4, draining(7, 100_000));
        int said = it.sent.size();

        it.stopped(it.stopNumbers.get(0));
        assertThat(it.sent).hasSize(said);
        assertThat(it.isPrimary()).isTrue();

        it.stopped(it.stopNumbers.get(1));
        assertThat(it.isPrimary()).isFalse();
        assertThat(it.lastCheckIn().claim()).isEqualTo(new Claim.None());
    }

    @Test
    void reportOfAStopThatWasCalledOffIsNotTakenForTheStopOfTheEndedEpoch() {
        drainAndCallOff();
        it.pass(INTERVAL);
        it.answer(4, ended());
        int said = it.sent.size();

        it.stopped(it.stopNumbers.get(0));

        assertThat(it.sent).hasSize(said);
    }

    @Test
    void whatTheApplicationWantsItselfIsNotCalledOff() {
        it.answer(1, primary(7, 100_000));
        it.release();
        it.pass(INTERVAL);
        it.answer(2, primary(7, 100_000));

        assertThat(it.goneOn).isEmpty();
        it.stopped();
        assertThat(it.lastCheckIn().claim()).isEqualTo(new Claim.Released(SEVEN));
    }

    @Test
    void membershipThatIsBeingClosedDoesNotGoOn() {
        it.answer(1, primary(7, 100_000));
        it.pass(INTERVAL);
        it.answer(2, draining(7, 100_000));
        it.leave();
        it.pass(INTERVAL);
        it.answer(3, primary(7, 100_000));

        assertThat(it.goneOn).isEmpty();
        it.stopped();
        assertThat(it.last()).isInstanceOf(Outgoing.Leave.class);
    }

    @Test
    void endedEpochIsStoppedAndThenSaidToBeHeldNoMore() {
        it.answer(1, primary(7, 100_000));
        it.pass(INTERVAL);
        int said = it.sent.size();

        it.answer(2, ended());

        assertThat(it.isPrimary()).isFalse();
        assertThat(it.stops).containsExactly(StandbyReason.EPOCH_ENDED);
        assertThat(it.sent).hasSize(said);
        it.stopped();
        assertThat(it.lastCheckIn().claim()).isEqualTo(new Claim.None());
        it.answer(it.lastCheckIn().seq(), standby());
        it.pass(INTERVAL);
        assertThat(it.lastCheckIn().claim()).isEqualTo(new Claim.Unsaid());
    }

    @Test
    void unelectableStopsFirstAndSaysAllInOneCheckIn() {
        it.answer(1, primary(7, 100_000));
        it.unelectable("disk full");
        assertThat(it.stops).containsExactly(StandbyReason.UNELECTABLE);
        assertThat(it.isPrimary()).isTrue();
        assertThat(it.sent).hasSize(1);

        it.stopped();

        assertThat(it.isPrimary()).isFalse();
        assertThat(it.sent).hasSize(2);
        assertThat(it.lastCheckIn().claim()).isEqualTo(new Claim.None());
        assertThat(it.lastCheckIn().declaration().unelectable()).contains("disk full");
    }

    @Test
    void unelectableThatStopsSlowlyAsksToBeRelieved() {
        it.answer(1, primary(7, 100_000));
        it.unelectable("disk full");

        it.pass(Pace.SPACING);

        assertThat(it.sent).hasSize(2);
        assertThat(it.lastCheckIn().claim()).isEqualTo(new Claim.Holding(SEVEN));
        assertThat(it.lastCheckIn().declaration().unelectable()).contains("disk full");
        it.answer(2, draining(7, 90_000));
        assertThat(it.stops).containsExactly(StandbyReason.UNELECTABLE);
        assertThat(it.isPrimary()).isTrue();
    }

    @Test
    void renewalOfAnUnelectableOneDoesNotCallItsStopOff() {
        it.answer(1, primary(7, 100_000));
        it.nudge();
        it.unelectable("disk full");

        it.answer(2, primary(7, 100_000));

        assertThat(it.goneOn).isEmpty();
    }

    @Test
    void electableAgainBeforeItHasStoppedGoesOn() {
        it.answer(1, primary(7, 100_000));
        it.unelectable("disk full");
        it.electable();
        assertThat(it.lastCheckIn().declaration().unelectable()).isEmpty();

        it.answer(2, primary(7, 100_000));

        assertThat(it.goneOn).containsExactly(SEVEN);
    }

    @Test
    void grantThatComesAfterUnelectableStartsNothingAndIsGivenBack() {
        Scenario other = Scenario.started();
        other.unelectable("disk full");

        other.answer(1, primary(8, 100_000));

        assertThat(other.started).isEmpty();
        assertThat(other.isPrimary()).isFalse();
        assertThat(other.lastCheckIn().claim()).isEqualTo(new Claim.None());
        assertThat(other.lastCheckIn().declaration().unelectable()).contains("disk full");
    }

    private void drainAndCallOff() {
        it.answer(1, primary(7, 100_000));
        it.pass(INTERVAL);
        it.answer(2, draining(7, 100_000));
        it.pass(INTERVAL);
        it.answer(3, primary(7, 100_000));
    }
}
