package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coordinator.cli.Person.Outcome;
import dev.coordinator.v1.AddNodeRequest;
import dev.coordinator.v1.AddNodeResponse;
import dev.coordinator.v1.ClusterOperationsServiceGrpc;
import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.DrainNodeResponse;
import dev.coordinator.v1.ListNodeChangesResponse;
import dev.coordinator.v1.MoveNodeResponse;
import dev.coordinator.v1.NodeChange;
import dev.coordinator.v1.NodeChangeKind;
import dev.coordinator.v1.NodeRole;
import dev.coordinator.v1.NodeStanding;
import dev.coordinator.v1.RemoveNodeRequest;
import dev.coordinator.v1.RemoveNodeResponse;
import dev.coordinator.v1.UndrainNodeResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was begun with the nodes of a cluster is followed to its end, or as far as is wanted, and can be looked up later. */
class ClusterFollowedTest extends TwoOfThreeNodes {

    @Test
    void replacingAddsFirstAndRemovesThen() {
        answer(one, status("n1", NodeRole.NODE_ROLE_FOLLOWER));
        two.answers(ClusterServiceGrpc.getStatusMethod(), question -> joining(looks.incrementAndGet()));
        two.answers(ClusterOperationsServiceGrpc.getAddNodeMethod(), question -> AddNodeResponse.getDefaultInstance());
        two.answers(ClusterOperationsServiceGrpc.getRemoveNodeMethod(), question -> {
            assertThat(two.requests(AddNodeRequest.class)).hasSize(1);
            answer(
                    two,
                    withFour(NodeStanding.NODE_STANDING_MEMBER)
                            .setRosterVersion(9)
                            .removeNodes(2));
            return RemoveNodeResponse.getDefaultInstance();
        });

        Outcome outcome = person.runs("cluster", "replace", "n3", "n4", "--api", "h:1", "--raft", "h:2");

        assertThat(outcome.out()).endsWith("n3 has left; the cluster has 3 voters.\n");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void aNodeThatLostItsDataIsRemovedBeforeItIsAddedAnew() {
        both();
        two.answers(ClusterOperationsServiceGrpc.getRemoveNodeMethod(), question -> {
            answer(
                    two,
                    status("n2", NodeRole.NODE_ROLE_LEADER).setRosterVersion(9).removeNodes(2));
            return RemoveNodeResponse.getDefaultInstance();
        });
        two.answers(ClusterOperationsServiceGrpc.getAddNodeMethod(), question -> {
            assertThat(two.requests(RemoveNodeRequest.class)).hasSize(1);
            answer(two, status("n2", NodeRole.NODE_ROLE_LEADER).setRosterVersion(10));
            return AddNodeResponse.getDefaultInstance();
        });

        Outcome outcome = person.runs("cluster", "replace", "n3", "n3", "--api", "h:1", "--raft", "h:2");

        assertThat(outcome.out()).isEqualTo("""
                        n3 has left; the cluster has 2 voters.
                        n3 is a voter; the cluster has 3 voters.
                        """);
    }

    @Test
    void aMoveSaysWhereTheNodeIsLookedForNow() {
        both();
        two.answers(
                ClusterOperationsServiceGrpc.getMoveNodeMethod(), question -> MoveNodeResponse.getDefaultInstance());

        assertThat(person.runs("cluster", "move", "n3", "--api", "h:1", "--raft", "h:2", "--no-wait"))
                .isEqualTo(new Outcome(0, "n3 is looked for at h:2 now, and by clients at h:1.\n", ""));
    }

    @Test
    void aMoveIsDoneWhenTheNodeAnswersWhereItIsLookedFor() {
        both();
        two.answers(ClusterOperationsServiceGrpc.getMoveNodeMethod(), question -> {
            two.answers(ClusterServiceGrpc.getStatusMethod(), asked -> {
                if (looks.incrementAndGet() == 2) {
                    answer(four, status("n3", NodeRole.NODE_ROLE_FOLLOWER));
                }
                return status("n2", NodeRole.NODE_ROLE_LEADER)
                        .setRosterVersion(8)
                        .setNodes(2, node("n3", four.address()))
                        .build();
            });
            return MoveNodeResponse.getDefaultInstance();
        });

        assertThat(person.runs("cluster", "move", "n3", "--api", four.address(), "--raft", "h:2"))
                .isEqualTo(new Outcome(
                        0,
                        "n3 is looked for at h:2 now, and by clients at ADDRESS.\n".replace("ADDRESS", four.address())
                                + "n3 does not answer at " + four.address() + " yet\n"
                                + "n3 answers at " + four.address() + ".\n",
                        ""));
    }

    @Test
    void aMoveIsFollowedNoLongerThanWanted() {
        both();
        two.answers(
                ClusterOperationsServiceGrpc.getMoveNodeMethod(), question -> MoveNodeResponse.getDefaultInstance());

        Outcome outcome = person.runs("cluster", "move", "n3", "--api", dead, "--raft", "h:2", "--wait-for", "1ms");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("It is not done yet, and goes on without this");
    }

    @Test
    void theChangesOfTheNodesAreShownAsTheNodeHasThemThatKnowsMost() {
        both();
        one.answers(
                ClusterServiceGrpc.getListNodeChangesMethod(),
                question -> ListNodeChangesResponse.getDefaultInstance());
        NodeChange added = NodeChange.newBuilder()
                .setKind(NodeChangeKind.NODE_CHANGE_KIND_ADDED)
                .setNode(node("n3", "h:1").setRaftAddress("h:2"))
                .setRequestedBy("alice from 10.0.0.9")
                .setComment("new machine")
                .setWallTimeMs(1_772_366_400_000L)
                .setRosterVersion(6)
                .build();
        ListNodeChangesResponse changes = ListNodeChangesResponse.newBuilder()
                .addChanges(added)
                .addChanges(added.toBuilder()
                        .setKind(NodeChangeKind.NODE_CHANGE_KIND_JOINED)
                        .clearRequestedBy()
                        .clearComment()
                        .setWallTimeMs(1_772_366_465_000L)
                        .setRosterVersion(7))
                .setRosterVersion(7)
                .build();
        two.answers(ClusterServiceGrpc.getListNodeChangesMethod(), question -> changes);

        assertThat(person.runs("cluster", "history")).isEqualTo(new Outcome(0, """
                        TIME                 NODE  WHAT    BY                   FOR          API  RAFT  ROSTER
                        2026-03-01T12:00:00  n3    added   alice from 10.0.0.9  new machine  h:1  h:2   6
                        2026-03-01T12:01:05  n3    joined  -                    -            h:1  h:2   7
                        """, ""));
        assertThat(person.runs("cluster", "history", "-o", "json").out())
                .contains("\"kind\": \"NODE_CHANGE_KIND_ADDED\"", "\"requestedBy\": \"alice from 10.0.0.9\"");
    }

    @Test
    void aClusterWhoseNodesNeverChangedSaysSo() {
        both();
        for (FakeNode node : List.of(one, two)) {
            node.answers(
                    ClusterServiceGrpc.getListNodeChangesMethod(),
                    question -> ListNodeChangesResponse.getDefaultInstance());
        }

        assertThat(person.runs("cluster", "history"))
                .isEqualTo(
                        new Outcome(0, "", "The nodes are those that the cluster began with, as far as is known.\n"));
    }

    @Test
    void withoutWaitingAReplacementIsBegunAndGoneOnWithByARepeat() {
        answer(one, status("n1", NodeRole.NODE_ROLE_FOLLOWER));
        NodeStanding[] standing = {NodeStanding.NODE_STANDING_JOINING};
        two.answers(
                ClusterServiceGrpc.getStatusMethod(),
                question -> withFour(standing[0]).build());
        answer(four, status("n4", NodeRole.NODE_ROLE_FOLLOWER));
        two.answers(ClusterOperationsServiceGrpc.getAddNodeMethod(), question -> AddNodeResponse.getDefaultInstance());
        two.answers(
                ClusterOperationsServiceGrpc.getRemoveNodeMethod(),
                question -> RemoveNodeResponse.getDefaultInstance());
        String[] words = {"cluster", "replace", "n3", "n4", "--api", "h:1", "--raft", "h:2", "--no-wait"};

        assertThat(person.runs(words))
                .isEqualTo(new Outcome(
                        0, "", "It has begun. Say the same again when 'coordctl cluster status' shows it done.\n"));
        assertThat(two.requests(RemoveNodeRequest.class)).isEmpty();

        standing[0] = NodeStanding.NODE_STANDING_MEMBER;
        assertThat(person.runs(words).status()).isZero();
        assertThat(two.requests(RemoveNodeRequest.class))
                .extracting(RemoveNodeRequest::getNodeId)
                .containsExactly("n3");
    }

    @Test
    void aReplacementByItselfThatIsDoneIsNotBegunAnew() {
        both();
        two.answers(ClusterOperationsServiceGrpc.getAddNodeMethod(), question -> AddNodeResponse.getDefaultInstance());

        assertThat(person.runs("cluster", "replace", "n1", "n1", "--api", one.address(), "--raft", ""))
                .isEqualTo(new Outcome(0, "n1 is a voter; the cluster has 3 voters.\n", ""));
        assertThat(two.requests(RemoveNodeRequest.class)).isEmpty();
    }

    @Test
    void aDrainIsToldAsOneObjectInJson() {
        try (FakeNode three = new FakeNode()) {
            answer(one, allUp("n1", NodeRole.NODE_ROLE_FOLLOWER, three));
            answer(two, allUp("n2", NodeRole.NODE_ROLE_LEADER, three));
            answer(three, allUp("n3", NodeRole.NODE_ROLE_FOLLOWER, three));
            three.answers(ClusterOperationsServiceGrpc.getDrainNodeMethod(), question -> {
                answer(
                        three,
                        allUp("n3", NodeRole.NODE_ROLE_FOLLOWER, three)
                                .setDraining(true)
                                .setSessions(0));
                return DrainNodeResponse.getDefaultInstance();
            });
            three.answers(
                    ClusterOperationsServiceGrpc.getUndrainNodeMethod(),
                    question -> UndrainNodeResponse.getDefaultInstance());

            assertThat(person.runs("cluster", "drain", "n3", "-o", "json").out())
                    .isEqualTo("""
                            {
                              "nodeId": "n3",
                              "draining": true,
                              "mayBeStopped": true,
                              "leaderId": "n2",
                              "sessions": "0"
                            }
                            """);
            assertThat(person.runs("cluster", "drain", "n3", "-o", "json", "--no-wait")
                            .out())
                    .contains("\"draining\": true", "\"mayBeStopped\": false");
            assertThat(person.runs("cluster", "drain", "n3", "-o", "json", "--undo")
                            .out())
                    .contains("\"draining\": false", "\"mayBeStopped\": false");
        }
    }

    @Test
    void ctrlCDuringARemovalDoesNotSayThatItIsDone() throws Exception {
        both();
        two.answers(
                ClusterOperationsServiceGrpc.getRemoveNodeMethod(),
                question -> RemoveNodeResponse.getDefaultInstance());

        CompletableFuture<Outcome> run = CompletableFuture.supplyAsync(() -> person.runs("cluster", "remove", "n3"));
        await().until(() -> person.sees().contains("n3 is leaving"));
        person.pressCtrlC();

        assertThat(run.get(20, TimeUnit.SECONDS).err())
                .contains("It goes on without this")
                .doesNotContain("Now stop its process");
    }

    /** The same words on all of them. */
    @ParameterizedTest
    @ValueSource(strings = {"add", "remove", "replace", "move", "transfer-leader", "drain"})
    void everyCommandThatChangesTheClusterCanBeFollowedOrNot(String command) {
        assertThat(person.runs("cluster", command, "--help").out())
                .contains("--no-wait", "Don't wait until it is done.")
                .contains("--wait-for=DURATION", "Wait no longer than this, such as 30s; else 10m");
    }
}
