package dev.coordinator.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.outbox.EventId;
import dev.coordinator.server.outbox.Outbox;
import dev.coordinator.server.outbox.Progress;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What one receiver is sent, and when. The first entry of a stage names the webhook, so events begin with entry 2. */
final class DispatcherTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    @Test
    void ofOnePoolEachEventWaitsForTheOneBefore() {
        Stage stage = Stage.leading(8);
        stage.decide("a", "b", "a");
        stage.decide("a");

        assertThat(stage.open()).containsExactlyInAnyOrder("a@2-0", "b@2-1");
        stage.answer("a@2-0", 200);
        assertThat(stage.open()).containsExactlyInAnyOrder("b@2-1", "a@2-2");
        stage.answer("a@2-2", 204);
        stage.answer("a@3-0", 200);

        assertThat(stage.open()).containsExactly("b@2-1");
    }

    @Test
    void noMoreAreUnderWayThanAllowed() {
        Stage stage = Stage.leading(2);

        stage.decide("a", "b", "c");

        assertThat(stage.open()).containsExactly("a@2-0", "b@2-1");
        stage.answer("b@2-1", 200);
        assertThat(stage.open()).containsExactly("a@2-0", "c@2-2");
    }

    @Test
    void onlyWhatIsWantedIsSentAndTheRestHoldsNothingBack() {
        Stage stage = Stage.leading(new Selection(new PoolPattern("a*"), Set.of(ChangeKind.PAUSED)), 8);
        stage.decide("b", "ab", "ba");

        assertThat(stage.open()).containsExactly("ab@2-1");
        stage.answer("ab@2-1", 200);

        assertThat(stage.dispatcher.progress().next()).isEqualTo(new EventId(2, 3));
    }

    @Test
    void whatFailsIsTriedAgainLaterAndLaterBeforeWhatFollowsInItsPool() {
        Stage stage = Stage.leading(1);
        stage.decide("a", "a");
        Duration before = Duration.ZERO;
        for (int i = 0; i < 5; i++) {
            stage.answer("a@2-0", i % 2 == 0 ? 503 : 404);
            assertThat(stage.open()).isEmpty();
            Duration pause = stage.alarmIn().orElseThrow();
            assertThat(pause).isGreaterThan(before.dividedBy(2)).isLessThanOrEqualTo(Duration.ofMinutes(1));
            before = pause;
            stage.advance(pause);
            assertThat(stage.open()).containsExactly("a@2-0");
        }
        stage.answer("a@2-0", 200);

        assertThat(stage.open()).containsExactly("a@2-1");
        assertThat(stage.metered("tried FAILED")).hasSize(5);
    }

    @Test
    void whatCannotBeDeliveredDoesNotHoldUpOtherPools() {
        Stage stage = Stage.leading(1);
        stage.decide("poison", "b", "c");
        stage.answer("poison@2-0", 500);
        stage.advance(stage.alarmIn().orElseThrow());

        stage.answer("b@2-1", 200);
        stage.answer("c@2-2", 200);

        assertThat(stage.sent).containsExactly("poison@2-0", "b@2-1", "c@2-2", "poison@2-0");
        assertThat(stage.dispatcher.progress().next()).isEqualTo(new EventId(2, 0));
    }

    @Test
    void aReceiverThatFailsIsAskedOneThingAtATime() {
        Stage stage = Stage.leading(4);
        stage.decide("a", "b", "c", "d", "e");
        stage.answerAll(503, 4);
        assertThat(stage.open()).isEmpty();
        assertThat(stage.dispatcher.condition().failing()).isTrue();

        stage.advance(LONG);
        assertThat(stage.open()).hasSize(1);
        stage.answerAll(200, 1);

        assertThat(stage.open()).hasSize(4);
        assertThat(stage.dispatcher.condition().failing()).isFalse();
    }

    @Test
    void failuresThatWereUnderWayTogetherCountOnce() {
        Stage stage = Stage.leading(8);
        stage.decide("a", "b", "c", "d", "e", "f", "g", "h");

        stage.answerAll(503, 8);

        assertThat(stage.alarmIn().orElseThrow()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aReceiverThatAsksToBeLeftAloneIs() {
        Stage stage = Stage.leading(1);
        stage.decide("a");

        stage.answer("a@2-0", Reply.ofStatus(429, Duration.ofSeconds(90)));
        assertThat(stage.alarmIn()).contains(Duration.ofSeconds(90));
        stage.advance(Duration.ofSeconds(90));
        stage.answer("a@2-0", Reply.ofStatus(503, Duration.ofDays(1)));

        assertThat(stage.alarmIn()).contains(Duration.ofMinutes(5));
    }

    @Test
    void whatTheReceiverNeverTakesIsADeadLetterAtOnce() {
        Stage stage = Stage.leading(1);
        stage.decide("a", "a");

        stage.answer("a@2-0", 422);

        assertThat(stage.open()).containsExactly("a@2-1");
        assertThat(stage.metered("dead")).containsExactly("dead REFUSED");
        assertThat(stage.dispatcher.progress().missed()).isEqualTo(EventId.NONE);
    }

    @Test
    void whatWasTriedForTooLongIsADeadLetterAndTheReceiverIsToldThatItIsMissing() {
        Stage stage = Stage.leading(1);
        stage.decide("a", "b", "a");
        stage.answer("a@2-0", 503);
        stage.advance(Duration.ofMinutes(11));

        stage.answer(stage.open().get(0), 503);
        assertThat(stage.metered("dead")).containsExactly("dead TOO_OLD", "dead TOO_OLD", "dead TOO_OLD");
        assertThat(stage.dispatcher.condition().queued()).isZero();
        assertThat(stage.dispatcher.progress())
                .isEqualTo(new Progress(new EventId(2, 3), new EventId(2, 2), EventId.NONE));

        stage.decide("a");
        stage.advance(LONG);
        assertThat(stage.open()).containsExactly("missed@2-2");
        stage.answer("missed@2-2", 200);
        assertThat(stage.open()).containsExactly("a@3-0");
        assertThat(stage.dispatcher.progress().told()).isEqualTo(new EventId(2, 2));
    }

    @Test
    void aWordThatFailsIsTriedAgain() {
        Stage stage = Stage.leading(1);
        stage.decide("a");
        stage.advance(Duration.ofMinutes(11));
        stage.answer("a@2-0", 503);
        stage.advance(LONG);

        stage.answer("missed@2-0", 500);
        stage.advance(LONG);
        stage.answer("missed@2-0", 200);

        assertThat(stage.dispatcher.progress().owesWord()).isFalse();
        assertThat(stage.open()).isEmpty();
    }

    @Test
    void aReceiverThatIsGoneIsLeftAloneUntilAnotherLeads() {
        Stage stage = Stage.leading(2);
        stage.decide("a", "b", "c");
        stage.answer("a@2-0", 410);
        stage.answer("b@2-1", 200);
        stage.decide("d");
        stage.advance(LONG);
        assertThat(stage.open()).isEmpty();
        assertThat(stage.metered("dead")).hasSize(4).containsOnly("dead GONE");
        stage.report();

        stage.dispatcher = stage.another();
        stage.lead();

        assertThat(stage.open()).containsExactly("missed@3-0");
    }

    @Test
    void theNextLeaderGoesOnWhereTheLogSaysAndRepeatsALittle() {
        Stage stage = Stage.leading(1);
        stage.decide("a", "b", "c");
        stage.answer("a@2-0", 200);
        stage.report();
        stage.answer("b@2-1", 200);

        stage.dispatcher.follow();
        stage.dispatcher = stage.another();
        stage.lead();

        assertThat(stage.open()).contains("b@2-1").doesNotContain("a@2-0");
    }

    @Test
    void anAnswerToAFormerLeadershipChangesNothing() {
        Stage stage = Stage.leading(1);
        stage.decide("a", "a");
        stage.dispatcher.follow();
        stage.lead();
        assertThat(stage.open()).containsExactly("a@2-0", "a@2-0");

        stage.answer("a@2-0", 200);

        assertThat(stage.open()).containsExactly("a@2-0");
        assertThat(stage.dispatcher.progress().next()).isEqualTo(new EventId(2, 0));
    }

    @Test
    void whatWasDroppedBeforeItWasReadIsToldAsMissed() {
        Stage stage = Stage.leading(1);
        stage.decide(Collections.nCopies(Outbox.MOST_EVENTS + Dispatcher.MOST_QUEUED, "a")
                .toArray(String[]::new));
        assertThat(stage.dispatcher.condition().queued()).isEqualTo(Dispatcher.MOST_QUEUED);

        assertThat(stage.open()).containsExactly("missed@2-" + (Dispatcher.MOST_QUEUED - 1));
        stage.answer(stage.open().get(0), 200);

        assertThat(stage.open()).containsExactly("a@2-" + Dispatcher.MOST_QUEUED);
        assertThat(stage.metered("missed")).hasSize(1);
    }

    @Test
    void noMoreIsQueuedThanAllowedAndTheRestFollows() {
        Stage stage = Stage.leading(1);
        String[] many = new String[Dispatcher.MOST_QUEUED + 500];
        for (int i = 0; i < many.length; i++) {
            many[i] = "p" + i;
        }
        stage.decide(many);
        assertThat(stage.dispatcher.condition().queued()).isEqualTo(Dispatcher.MOST_QUEUED);

        stage.answerAll(200, many.length);

        assertThat(new HashSet<>(stage.sent)).hasSize(many.length);
        assertThat(stage.dispatcher.condition().queued()).isZero();
        assertThat(stage.dispatcher.progress().next()).isEqualTo(new EventId(2, many.length));
    }

    @Test
    void lagIsTheAgeOfTheOldest() {
        Stage stage = Stage.leading(1);
        assertThat(stage.dispatcher.condition().oldestNanos()).isZero();
        stage.decide("a");
        stage.advance(Duration.ofSeconds(3));
        stage.decide("b");

        assertThat(stage.dispatcher.condition().oldestNanos())
                .isEqualTo(Duration.ofSeconds(3).toNanos());
        assertThat(stage.dispatcher.condition().queued()).isEqualTo(2);
    }

    @Test
    void idsAreUniqueAmongClustersAndWebhooksAndTheSameInEveryAttempt() {
        Stage stage = Stage.leading(1);
        stage.decide("a");
        String first = stage.underWay.get(0).delivery().id();
        stage.answer("a@2-0", 500);
        stage.advance(LONG);

        assertThat(List.of(first, stage.underWay.get(0).delivery().id()))
                .containsExactly("c1-pager-2-0", "c1-pager-2-0");
    }
}
