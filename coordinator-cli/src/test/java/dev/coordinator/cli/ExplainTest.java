package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.cli.Person.Outcome;
import dev.coordinator.v1.CandidateVerdict;
import dev.coordinator.v1.Change;
import dev.coordinator.v1.ChangeCause;
import dev.coordinator.v1.ChangeKind;
import dev.coordinator.v1.ExplainResponse;
import dev.coordinator.v1.ForetoldChange;
import dev.coordinator.v1.Obstacle;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.PoolState;
import dev.coordinator.v1.Suspension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExplainTest {

    private final FakeNode node = new FakeNode();
    private final Person person = new Person().at(node);

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void theAnswerComesFirstThenWhyNotTheOthers() {
        answer(ExplainResponse.newBuilder()
                .setPool(Samples.HELD)
                .setNext("app-2")
                .setWorstCaseMs(93_400)
                .setObstacle(Obstacle.OBSTACLE_NONE)
                .addCandidates(Samples.candidate("app-2", CandidateVerdict.CANDIDATE_VERDICT_CHOSEN))
                .addCandidates(Samples.candidate("app-3", CandidateVerdict.CANDIDATE_VERDICT_LOWER_PRIORITY))
                .addCandidates(Samples.candidate("app-4", CandidateVerdict.CANDIDATE_VERDICT_CORDONED)));

        assertThat(person.runs("explain", "orders")).isEqualTo(new Outcome(0, """
                                If app-1 died now, app-2 would be primary within 1m 34s.

                                CANDIDATE  WHY
                                app-2      would be primary
                                app-3      has a lower priority
                                app-4      is cordoned by an operator
                                """, ""));
    }

    @Test
    void aPauseIsSaidWithWhoSaidIt() {
        answer(ExplainResponse.newBuilder()
                .setPool(Samples.HELD.toBuilder()
                        .setPaused(true)
                        .setPause(Suspension.newBuilder().setActor("alice@laptop from 10.0.0.9")))
                .setObstacle(Obstacle.OBSTACLE_PAUSED));

        assertThat(person.runs("explain", "orders")).isEqualTo(new Outcome(0, """
                                If app-1 died now, no one would take over: the pool is paused, and only the one that held the lease last may take it. To end that: coordctl resume orders.
                                Automatic moves are suspended by alice@laptop from 10.0.0.9; until it is ended.
                                """, ""));
    }

    @Test
    void whatChangesByTimeOnTheWayIsToldInOrder() {
        answer(ExplainResponse.newBuilder()
                .setPool(Samples.HELD)
                .setNext("app-2")
                .setWorstCaseMs(633_000)
                .setDelayMs(480_000)
                .setDelayedBy(Obstacle.OBSTACLE_PAUSED)
                .addCourse(foretold(120_000, ChangeKind.CHANGE_KIND_VACATED, ChangeCause.CHANGE_CAUSE_EXPIRED))
                .addCourse(foretold(600_000, ChangeKind.CHANGE_KIND_RESUMED, ChangeCause.CHANGE_CAUSE_LAPSED))
                .addCourse(foretold(600_000, ChangeKind.CHANGE_KIND_DESIGNATED, ChangeCause.CHANGE_CAUSE_EXPIRED))
                .addCandidates(Samples.candidate("app-2", CandidateVerdict.CANDIDATE_VERDICT_CHOSEN)));

        assertThat(person.runs("explain", "orders").out()).isEqualTo("""
                        If app-1 died now, app-2 would be primary within 10m 33s.
                        For 8m of that nobody could follow: the pool is paused.

                        IN   WHAT
                        2m   app-1 is primary no more, epoch 17: expired
                        10m  automatic moves are made again: lapsed
                        10m  app-2 is chosen and awaited, after app-1: expired

                        CANDIDATE  WHY
                        app-2      would be primary
                        """);
    }

    @Test
    void thatTheLeaseEndsAndSomebodyIsChosenGoesWithoutSaying() {
        answer(ExplainResponse.newBuilder()
                .setPool(Samples.HELD)
                .setNext("app-2")
                .setWorstCaseMs(121_000)
                .addCourse(foretold(120_000, ChangeKind.CHANGE_KIND_VACATED, ChangeCause.CHANGE_CAUSE_EXPIRED))
                .addCourse(foretold(120_000, ChangeKind.CHANGE_KIND_DESIGNATED, ChangeCause.CHANGE_CAUSE_EXPIRED)));

        assertThat(person.runs("explain", "orders").out())
                .isEqualTo("If app-1 died now, app-2 would be primary within 2m 1s.\n");
    }

    @Test
    void whyNobodyCouldFollowForAWhileIsSaidForEachReason() {
        ExplainResponse.Builder answer = ExplainResponse.newBuilder()
                .setPool(Samples.HELD)
                .setNext("app-2")
                .setWorstCaseMs(633_000)
                .setDelayMs(480_000);

        answer(answer.setDelayedBy(Obstacle.OBSTACLE_NO_CANDIDATE));
        assertThat(person.runs("explain", "orders").out())
                .contains("For 8m of that nobody could follow: no other instance would be live, electable and not"
                        + " cordoned.");
        answer(answer.setDelayedBy(Obstacle.OBSTACLE_BOOTSTRAPPING));
        assertThat(person.runs("explain", "orders").out())
                .contains("For 8m of that nobody could follow: it waits for ")
                .contains(" before its first grant.");
    }

    private static ForetoldChange foretold(long inMillis, ChangeKind kind, ChangeCause cause) {
        return ForetoldChange.newBuilder()
                .setInMs(inMillis)
                .setChange(Change.newBuilder()
                        .setKind(kind)
                        .setCause(cause)
                        .setFrom("app-1")
                        .setEpoch(kind == ChangeKind.CHANGE_KIND_VACATED ? 17 : 0)
                        .setTo(kind == ChangeKind.CHANGE_KIND_DESIGNATED ? "app-2" : ""))
                .build();
    }

    @Test
    void aPoolWithoutCandidatesSaysSo() {
        answer(ExplainResponse.newBuilder()
                .setPool(Samples.VACANT)
                .setObstacle(Obstacle.OBSTACLE_NO_CANDIDATE)
                .addCandidates(Samples.candidate("app-1", CandidateVerdict.CANDIDATE_VERDICT_LOST)));

        assertThat(person.runs("explain", "billing").out()).isEqualTo("""
                        billing has no primary and gets none by itself: no other instance is live, electable and not cordoned.

                        CANDIDATE  WHY
                        app-1      is not heard of any more
                        """);
    }

    @Test
    void aQuietPoolSaysWhenItGrantsAgain() {
        answer(ExplainResponse.newBuilder()
                .setPool(Samples.VACANT.toBuilder()
                        .setState(PoolState.POOL_STATE_QUIET)
                        .setGrantsNothingForMs(600_000))
                .setNext("app-1")
                .setWorstCaseMs(633_000)
                .setObstacle(Obstacle.OBSTACLE_NONE));

        assertThat(person.runs("explain", "billing").out()).isEqualTo("""
                        billing has no primary; app-1 will be within 10m 33s.
                        Nothing is granted for another 10m after a recovery.
                        """);
    }

    @Test
    void jsonKeepsEverything() {
        answer(ExplainResponse.newBuilder()
                .setPool(Samples.HELD)
                .setNext("app-2")
                .setWorstCaseMs(1_500));

        assertThat(person.runs("explain", "orders", "-o", "json").out())
                .contains("\"next\": \"app-2\"")
                .contains("\"worstCaseMs\": \"1500\"");
    }

    private void answer(ExplainResponse.Builder answer) {
        node.answers(PoolServiceGrpc.getExplainMethod(), question -> answer.build());
    }
}
