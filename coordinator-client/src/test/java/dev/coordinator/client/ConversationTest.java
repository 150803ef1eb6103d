package dev.coordinator.client;

import static dev.coordinator.client.Scenario.draining;
import static dev.coordinator.client.Scenario.primary;
import static dev.coordinator.client.Scenario.standby;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How the instance talks to the nodes: handles, times, silence, and leaving. */
final class ConversationTest {

    private final Scenario it = Scenario.started();

    @Test
    void handleStandsForWhatWasSaidUntilThatChanges() {
        it.answer(1, standby().toBuilder().setHandle(42).build());
        it.pass(Duration.ofSeconds(30));
        assertThat(it.lastCheckIn().handle()).isEqualTo(42);
        it.answer(2, standby());

        it.unelectable("disk full");

        assertThat(it.lastCheckIn().handle()).isZero();
        assertThat(it.lastCheckIn().declaration().unelectable()).contains("disk full");
    }

    @Test
    void unknownHandleIsAnsweredInFullAtOnce() {
        it.answer(1, standby().toBuilder().setHandle(42).build());
        it.pass(Duration.ofSeconds(30));

        it.fail(2, new Failure.UnknownHandle("?"));

        assertThat(it.sent).hasSize(3);
        assertThat(it.lastCheckIn().handle()).isZero();
    }

    @Test
    void nextCheckInIsWhenItWasTold() {
        it.answer(1, standby().toBuilder().setNextCheckInMs(7_000).build());

        it.pass(Duration.ofMillis(6_900));
        assertThat(it.sent).hasSize(1);

        it.pass(Duration.ofMillis(150));
        assertThat(it.sent).hasSize(2);
    }

    @Test
    void nudgeSurvivesTheAnswerToAnEarlierCheckIn() {
        it.nudge();
        it.answer(1, standby());

        it.pass(Duration.ofMillis(60));

        assertThat(it.sent).hasSize(2);
    }

    @Test
    void floodOfNudgesIsSpacedOut() {
        for (int i = 0; i < 1_000; i++) {
            it.nudge();
        }
        it.pass(Duration.ofMillis(200));

        assertThat(it.sent).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void silenceIsMetByOtherEndpointsUntilTheLeaseEnds() {
        it.answer(1, primary(7, 100_000));

        it.pass(Duration.ofSeconds(99));
        assertThat(it.isPrimary()).isTrue();
        assertThat(it.moves).isGreaterThan(8);

        it.pass(Duration.ofSeconds(2));
        assertThat(it.isPrimary()).isFalse();
        assertThat(it.stops).containsExactly(StandbyReason.LEASE_ENDED);
    }

    @Test
    void retriesBackOffWhileNoNodeCanBeReached() {
        it.failEverything = true;
        it.fail(1, new Failure.Unreachable("refused"));

        it.pass(Duration.ofMinutes(1));

        assertThat(it.sent.size()).isBetween(12, 60);
    }

    @Test
    void refusedRequestIsRetriedSlowlyUntilItIsChanged() {
        it.fail(1, new Failure.Refused("INVALID_ARGUMENT: labels"));
        it.pass(Duration.ofSeconds(25));
        assertThat(it.sent).hasSize(1);
        assertThat(it.status().failure()).contains("INVALID_ARGUMENT: labels");

        it.unelectable("being repaired");

        assertThat(it.sent).hasSize(2);
    }

    @Test
    void leavingStopsFirstAndThenLeaves() {
        it.answer(1, primary(7, 100_000));

        it.leave();
        assertThat(it.stops).containsExactly(StandbyReason.CLOSED);
        assertThat(it.isPrimary()).isTrue();

        it.stopped();
        assertThat(it.isPrimary()).isFalse();
        assertThat(it.last()).isInstanceOf(Outgoing.Leave.class);

        it.left(it.last().seq());
        assertThat(it.ended).isTrue();
    }

    @Test
    void leavingAfterTheLeaseHasEndedStillWaitsForTheStop() {
        it.answer(1, primary(7, 40_000));
        it.pass(Duration.ofSeconds(41));
        int said = it.sent.size();

        it.leave();
        assertThat(it.sent).hasSize(said);

        it.stopped();
        assertThat(it.last()).isInstanceOf(Outgoing.Leave.class);
    }

    @Test
    void grantThatArrivesWhileLeavingIsDeclined() {
        it.leave();
        assertThat(it.last()).isInstanceOf(Outgoing.Leave.class);

        it.answer(1, primary(7, 100_000));

        assertThat(it.isPrimary()).isFalse();
        assertThat(it.started).isEmpty();
    }

    @Test
    void drainOfAnEpochThatNeverBeganIsGivenBackAtOnce() {
        it.answer(1, draining(7, 50_000));

        assertThat(it.started).isEmpty();
        assertThat(it.lastCheckIn().claim()).isEqualTo(new Claim.None());
    }

    @Test
    void numbersOutOfBoundsGiveNoLease() {
        it.answer(1, primary(7, Long.MAX_VALUE));
        assertThat(it.isPrimary()).isFalse();

        it.pass(Duration.ofSeconds(30));
        it.answer(it.last().seq(), primary(1L << 60, 100_000));
        assertThat(it.isPrimary()).isFalse();
    }

    @Test
    void answerThatRepeatsAnotherSequenceIsNotTaken() {
        it.answerRepeating(1, 2, primary(7, 100_000));

        assertThat(it.isPrimary()).isFalse();
    }

    @Test
    void abandonedMembershipBelievesInNothing() {
        it.answer(1, primary(7, 100_000));

        it.abandon();

        assertThat(it.isPrimary()).isFalse();
        assertThat(it.stops).containsExactly(StandbyReason.CLIENT_FAILED);
        assertThat(it.ended).isTrue();
    }
}
