package dev.coordinator.client;

import static dev.coordinator.client.Scenario.draining;
import static dev.coordinator.client.Scenario.primary;
import static dev.coordinator.client.Scenario.standby;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.v1.CheckInResponse;
import dev.coordinator.v1.Role;
import dev.coordinator.v1.RoleReason;
import dev.coordinator.v1.Successor;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The contract's sentences about the instance's side, told one by one. */
final class ProtocolTest {

    private static final Epoch SEVEN = new Epoch(7);
    private static final Epoch EIGHT = new Epoch(8);

    private final Scenario it = Scenario.started();

    @Test
    void onlyAnAnswerMakesAnInstancePrimary() {
        it.nudge();
        it.pass(Duration.ofSeconds(1));
        assertThat(it.isPrimary()).isFalse();

        it.answer(2, primary(7, 100_000));

        assertThat(it.isPrimary()).isTrue();
        assertThat(it.started).containsExactly(SEVEN);
    }

    @Test
    void leaseCountsFromComposition() {
        it.pass(Duration.ofMillis(900));
        it.answer(1, primary(7, 10_000));

        it.pass(Duration.ofMillis(9_099));
        assertThat(it.isPrimary()).isTrue();

        it.pass(Duration.ofMillis(1));
        assertThat(it.isPrimary()).isFalse();
    }

    @Test
    void suspendedPastTheLeaseIsNoLongerPrimary() {
        it.answer(1, primary(7, 100_000));

        it.suspend(Duration.ofSeconds(100));

        assertThat(it.isPrimary()).isFalse();
        it.wake();
        assertThat(it.stops).containsExactly(StandbyReason.LEASE_ENDED);
    }

    @Test
    void answerThatArrivesAfterTheLeaseHasEndedDoesNotReviveIt() {
        it.answer(1, primary(7, 31_000));
        it.pass(Duration.ofSeconds(30));
        assertThat(it.lastCheckIn().claim()).isEqualTo(new Claim.Holding(SEVEN));

        it.suspend(Duration.ofSeconds(2));
        it.answer(2, primary(7, 31_000));

        assertThat(it.isPrimary()).isFalse();
        assertThat(it.stops).containsExactly(StandbyReason.LEASE_ENDED);
    }

    @Test
    void answerThatComesTooLateToBeBelievedStartsNothing() {
        it.suspend(Duration.ofSeconds(200));

        it.answer(1, primary(7, 100_000));

        assertThat(it.isPrimary()).isFalse();
        assertThat(it.started).isEmpty();
    }

    @Test
    void everyAttemptRaisesTheSequence() {
        it.pass(Duration.ofSeconds(20));

        assertThat(it.sent).hasSizeGreaterThan(3);
        assertThat(it.sent.stream().map(Outgoing::seq)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void answerOlderThanOneAlreadyTakenIsIgnored() {
        it.nudge();
        it.pass(Duration.ofMillis(60));

        it.answer(2, standby());
        it.answer(1, primary(7, 100_000));

        assertThat(it.isPrimary()).isFalse();
    }

    @Test
    void lateAnswerStillCountsWhileNothingWasPromised() {
        it.pass(Duration.ofSeconds(3));
        assertThat(it.sent.size()).isGreaterThan(1);

        it.answer(1, primary(7, 100_000));

        assertThat(it.isPrimary()).isTrue();
    }

    @Test
    void answerToAnEarlierCheckInIsIgnoredAfterThePromise() {
        it.answer(1, primary(7, 100_000));
        it.nudge();
        it.pass(Duration.ofMillis(60));
        it.nudge();
        it.pass(Duration.ofMillis(60));
        it.answer(2, draining(7, 50_000));
        it.stopped();
        assertThat(it.lastCheckIn().claim()).isEqualTo(new Claim.None());

        it.answer(3, primary(8, 100_000));

        assertThat(it.isPrimary()).isFalse();
        assertThat(it.started).containsExactly(SEVEN);
    }

    @Test
    void answerToThePromiseMayGrantANewEpoch() {
        it.answer(1, primary(7, 100_000));
        it.nudge();
        it.pass(Duration.ofMillis(60));
        it.answer(2, draining(7, 50_000));
        it.stopped();

        it.answer(3, primary(8, 100_000));

        assertThat(it.isPrimary()).isTrue();
        assertThat(it.started).containsExactly(SEVEN, EIGHT);
    }

    @Test
    void leaseIsHeldUntilTheApplicationHasStopped() {
        it.answer(1, primary(7, 100_000));
        it.pass(Duration.ofSeconds(30));
        it.answer(2, draining(7, 50_000));
        assertThat(it.stops).containsExactly(StandbyReason.STEP_DOWN);
        assertThat(it.isPrimary()).isTrue();

        it.pass(Duration.ofSeconds(30));
        assertThat(it.lastCheckIn().claim()).isEqualTo(new Claim.Holding(SEVEN));

        it.stopped();
        assertThat(it.isPrimary()).isFalse();
        assertThat(it.lastCheckIn().claim()).isEqualTo(new Claim.None());
    }

    @Test
    void shorterAnswerNeverShortensTheLease() {
        it.answer(1, primary(7, 100_000));
        it.pass(Duration.ofSeconds(30));

        it.answer(2, draining(7, 0));

        it.pass(Duration.ofSeconds(69));
        assertThat(it.isPrimary()).isTrue();
    }

    @Test
    void applicationIsAskedToStopOnce() {
        it.answer(1, primary(7, 100_000));
        it.pass(Duration.ofSeconds(30));
        it.answer(2, draining(7, 50_000));
        it.pass(Duration.ofSeconds(30));
        it.answer(3, draining(7, 20_000));
        it.pass(Duration.ofSeconds(200));

        assertThat(it.stops).containsExactly(StandbyReason.STEP_DOWN);
    }

    @Test
    void nothingIsSaidBetweenTheEndOfTheLeaseAndTheStop() {
        it.answer(1, primary(7, 40_000));
        it.pass(Duration.ofSeconds(41));
        int said = it.sent.size();

        it.pass(Duration.ofSeconds(60));
        assertThat(it.sent).hasSize(said);

        it.stopped();
        assertThat(it.sent).hasSize(said + 1);
        assertThat(it.lastCheckIn().claim()).isEqualTo(new Claim.None());
    }

    @Test
    void epochThatHasEndedHereIsGivenBackAndNeverTakenUpAgain() {
        it.answer(1, primary(7, 40_000));
        it.pass(Duration.ofSeconds(41));
        it.stopped();
        it.answer(it.lastCheckIn().seq(), standby());

        it.pass(Duration.ofSeconds(30));
        it.answer(it.lastCheckIn().seq(), primary(7, 100_000));

        assertThat(it.isPrimary()).isFalse();
        assertThat(it.lastCheckIn().claim()).isEqualTo(new Claim.None());
    }

    @Test
    void promiseThatWasHeardIsNotRepeated() {
        it.answer(1, primary(7, 100_000));
        it.release();
        it.stopped();
        it.answer(it.lastCheckIn().seq(), standby());

        it.pass(Duration.ofSeconds(30));

        assertThat(it.lastCheckIn().claim()).isEqualTo(new Claim.Unsaid());
    }

    @Test
    void releaseNamesTheEpochAfterTheApplicationHasStopped() {
        it.answer(1, primary(7, 100_000));
        it.release();
        assertThat(it.stops).containsExactly(StandbyReason.RELEASED);
        assertThat(it.isPrimary()).isTrue();

        it.stopped();

        assertThat(it.lastCheckIn().claim()).isEqualTo(new Claim.Released(SEVEN));
        assertThat(it.isPrimary()).isFalse();
    }

    @Test
    void endedEpochStopsAtOnce() {
        it.answer(1, primary(7, 100_000));
        it.pass(Duration.ofSeconds(30));

        it.answer(2, standby());

        assertThat(it.isPrimary()).isFalse();
        assertThat(it.stops).containsExactly(StandbyReason.EPOCH_ENDED);
    }

    @Test
    void nonceIsEchoedAtOnce() {
        CheckInResponse prove = standby().toBuilder()
                .setReason(RoleReason.ROLE_REASON_PROVE_INCARNATION)
                .setNonce(99)
                .build();

        it.answer(1, prove);

        assertThat(it.sent).hasSize(2);
        assertThat(it.lastCheckIn().nonce()).isEqualTo(99);
        it.answer(2, prove);
        assertThat(it.sent).hasSize(2);
    }

    @Test
    void theDeadAreNamedUntilTheSeatIsTaken() {
        CheckInResponse prove = standby().toBuilder()
                .setReason(RoleReason.ROLE_REASON_PROVE_INCARNATION)
                .setNonce(99)
                .build();
        assertThat(it.lastCheckIn().supersedes()).containsExactly(5L, 6L);

        it.answer(1, prove);
        assertThat(it.lastCheckIn().supersedes()).containsExactly(5L, 6L);
        assertThat(it.isSeated()).isFalse();

        it.answer(2, standby());
        it.pass(Duration.ofSeconds(30));
        assertThat(it.lastCheckIn().supersedes()).isEmpty();
        assertThat(it.isSeated()).isTrue();
    }

    @Test
    void anAnswerThatDoesNotCountTakesNoSeat() {
        it.answerRepeating(1, 9, standby());
        assertThat(it.isSeated()).isFalse();

        it.nudge();
        it.pass(Duration.ofSeconds(1));
        it.answer(
                it.lastCheckIn().seq(),
                CheckInResponse.newBuilder().setRole(Role.ROLE_SUPERSEDED).build());

        assertThat(it.isSeated()).isFalse();
    }

    @Test
    void supersededIsForGood() {
        it.answer(1, primary(7, 100_000));
        it.pass(Duration.ofSeconds(30));

        it.answer(
                2,
                CheckInResponse.newBuilder()
                        .setRole(Role.ROLE_SUPERSEDED)
                        .setSupersededBy(
                                Successor.newBuilder().setIncarnation(5).setAddress("b:1"))
                        .build());
        int said = it.sent.size();
        it.stopped();
        it.nudge();
        it.pass(Duration.ofMinutes(5));

        assertThat(it.isPrimary()).isFalse();
        assertThat(it.stops).containsExactly(StandbyReason.SUPERSEDED);
        assertThat(it.successors).containsExactly(new dev.coordinator.client.Successor(5, "b:1"));
        assertThat(it.sent).hasSize(said);
        assertThat(it.status().role()).isEqualTo(MemberRole.SUPERSEDED);
    }
}
