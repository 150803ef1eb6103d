package dev.coordinator.server.api;

import static dev.coordinator.server.api.TestNode.checkIn;
import static dev.coordinator.server.api.TestNode.info;
import static dev.coordinator.server.api.TestNode.statusOf;
import static dev.coordinator.server.api.TestNode.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.rpc.Status;
import dev.coordinator.server.replication.Failure;
import dev.coordinator.v1.Candidate;
import dev.coordinator.v1.CandidateVerdict;
import dev.coordinator.v1.Change;
import dev.coordinator.v1.ChangeCause;
import dev.coordinator.v1.ChangeKind;
import dev.coordinator.v1.Consistency;
import dev.coordinator.v1.ExplainRequest;
import dev.coordinator.v1.ExplainResponse;
import dev.coordinator.v1.GetHistoryRequest;
import dev.coordinator.v1.GetHistoryResponse;
import dev.coordinator.v1.Obstacle;
import dev.coordinator.v1.PauseRequest;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why it is as it is, and what would happen next. In pool orders a is primary, b and c stand by. */
final class ExplainTest {

    private TestNode node;

    @BeforeEach
    void start() throws IOException {
        node = TestNode.start();
        node.leases().checkIn(checkIn("orders", "a", 11, 1).build());
        node.leases().checkIn(checkIn("orders", "b", 12, 1).build());
        node.leases().checkIn(checkIn("orders", "c", 13, 1).setPriority(5).build());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void explainSaysWhoWouldFollowAndWhyNotTheOthers() {
        ExplainResponse answer = explain();

        assertThat(answer.getNext()).isEqualTo("c");
        assertThat(answer.getWorstCaseMs()).isEqualTo(121_000);
        assertThat(answer.getObstacle()).isEqualTo(Obstacle.OBSTACLE_NONE);
        assertThat(answer.getCandidatesList())
                .extracting(Candidate::getInstanceId, Candidate::getVerdict)
                .containsExactly(
                        tuple("c", CandidateVerdict.CANDIDATE_VERDICT_CHOSEN),
                        tuple("b", CandidateVerdict.CANDIDATE_VERDICT_LOWER_PRIORITY));
        assertThat(answer.getPool().getPrimary().getInstanceId()).isEqualTo("a");
        assertThat(answer.getLogIndex()).isEqualTo(3);
    }

    @Test
    void explainSaysWhatStandsInTheWay() {
        node.operations().pause(PauseRequest.newBuilder().setPool("orders").build());

        ExplainResponse answer = explain();

        assertThat(answer.getObstacle()).isEqualTo(Obstacle.OBSTACLE_PAUSED);
        assertThat(answer.getNext()).isEmpty();
        assertThat(answer.hasWorstCaseMs()).isFalse();
        assertThat(answer.getCandidatesList())
                .extracting(Candidate::getVerdict)
                .containsOnly(CandidateVerdict.CANDIDATE_VERDICT_PAUSED);
    }

    @Test
    void explainSaysWhatChangesByTimeAlone() {
        node.operations()
                .pause(PauseRequest.newBuilder()
                        .setPool("orders")
                        .setForMs(300_000)
                        .build());

        ExplainResponse answer = explain();

        assertThat(answer.getNext()).isEqualTo("c");
        assertThat(answer.getWorstCaseMs()).isEqualTo(333_000);
        assertThat(answer.getDelayMs()).isEqualTo(180_000);
        assertThat(answer.getDelayedBy()).isEqualTo(Obstacle.OBSTACLE_PAUSED);
        assertThat(answer.getObstacle()).isEqualTo(Obstacle.OBSTACLE_NONE);
        assertThat(answer.getCourseList())
                .extracting(each -> each.getInMs(), each -> each.getChange().getKind())
                .containsExactly(
                        tuple(120_000L, ChangeKind.CHANGE_KIND_VACATED),
                        tuple(300_000L, ChangeKind.CHANGE_KIND_RESUMED),
                        tuple(300_000L, ChangeKind.CHANGE_KIND_DESIGNATED));
        assertThat(answer.getCourse(2).getChange().getTo()).isEqualTo("c");
    }

    @Test
    void historyComesOldestFirstUnlessTheNewestIsWanted() {
        node.log.pass(130_000);
        node.leases().checkIn(checkIn("orders", "c", 13, 2).build());

        GetHistoryResponse all = history(GetHistoryRequest.newBuilder());
        GetHistoryResponse newest = history(GetHistoryRequest.newBuilder().setNewestFirst(true));
        GetHistoryResponse two = history(GetHistoryRequest.newBuilder().setLimit(2));

        assertThat(all.getChangesList())
                .extracting(Change::getKind)
                .containsExactly(
                        ChangeKind.CHANGE_KIND_GRANTED, ChangeKind.CHANGE_KIND_VACATED, ChangeKind.CHANGE_KIND_GRANTED);
        assertThat(newest.getChangesList()).containsExactly(all.getChanges(2), all.getChanges(1), all.getChanges(0));
        assertThat(two.getChangesList()).containsExactly(all.getChanges(1), all.getChanges(2));
        assertThat(all.getChanges(1).getCause()).isEqualTo(ChangeCause.CHANGE_CAUSE_EXPIRED);
        assertThat(all.getChanges(1).getMissedCheckIns()).isEqualTo(4);
        assertThat(all.getLogIndex()).isEqualTo(5);
    }

    @Test
    void badReadsAreRefused() {
        Status limit = statusOf(() -> history(GetHistoryRequest.newBuilder().setLimit(1001)));
        Status unknown = statusOf(() -> node.pools()
                .getHistory(GetHistoryRequest.newBuilder().setPool("nowhere").build()));
        Status bad = statusOf(() -> node.pools()
                .explain(ExplainRequest.newBuilder()
                        .setPool("a b")
                        .setConsistencyValue(9)
                        .build()));

        assertThat(violations(limit))
                .singleElement()
                .satisfies(why -> assertThat(why.getDescription()).isEqualTo("0 to 1000, not 1001"));
        assertThat(info(unknown).getReason()).isEqualTo("UNKNOWN_POOL");
        assertThat(violations(bad)).hasSize(2);
    }

    @Test
    void staleReadsNeedNoQuorum() {
        node.log.fail(Failure.NO_LEADER);

        assertThat(info(statusOf(this::explain)).getReason()).isEqualTo("NO_LEADER");
        assertThat(info(statusOf(() -> history(GetHistoryRequest.newBuilder()))).getReason())
                .isEqualTo("NO_LEADER");
        assertThat(node.pools()
                        .explain(ExplainRequest.newBuilder()
                                .setPool("orders")
                                .setConsistency(Consistency.CONSISTENCY_STALE)
                                .build())
                        .getNext())
                .isEqualTo("c");
        assertThat(history(GetHistoryRequest.newBuilder().setConsistency(Consistency.CONSISTENCY_STALE))
                        .getChangesCount())
                .isEqualTo(1);
    }

    private ExplainResponse explain() {
        return node.pools()
                .explain(ExplainRequest.newBuilder().setPool("orders").build());
    }

    private GetHistoryResponse history(GetHistoryRequest.Builder request) {
        return node.pools().getHistory(request.setPool("orders").build());
    }
}
