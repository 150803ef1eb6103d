package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import dev.coordinator.cli.Person.Outcome;
import dev.coordinator.v1.AddNodeRequest;
import dev.coordinator.v1.AddNodeResponse;
import dev.coordinator.v1.ClusterOperationsServiceGrpc;
import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.DrainNodeRequest;
import dev.coordinator.v1.DrainNodeResponse;
import dev.coordinator.v1.NodeRole;
import dev.coordinator.v1.RemoveNodeResponse;
import dev.coordinator.v1.TransferLeadershipRequest;
import dev.coordinator.v1.UndrainNodeResponse;
import org.junit.jupiter.api.Test;

/** The nodes of a cluster, seen in full and changed. */
class ClusterTest extends TwoOfThreeNodes {

    @Test
    void warningsComeBeforeTheNodes() {
        answer(one, status("n1", NodeRole.NODE_ROLE_FOLLOWER).setLastLogIndex(7).setLogWrites(writes(400, 900)));
        answer(
                two,
                status("n2", NodeRole.NODE_ROLE_LEADER)
                        .setLastLogIndex(20_007)
                        .setDiskFreeBytes(5L << 30)
                        .setLogWrites(writes(1_500_000, 2_000_000)));

        Outcome outcome = person.runs("cluster", "status");

        assertThat(named(outcome.out())).isEqualTo("""
                        Cluster prod: n2 leads in term 7; 2 of 3 nodes answer.
                        !! the loss of one more node stops all decisions: 2 of 3 voters follow the leader
                        !  n3 does not answer: connection refused
                        !  n2 has 5.0 GiB of 100 GiB left on the disk of its data; a full one stops it
                        !  n2 writes to its disk slowly: 99 of 100 took up to 1.5s, the longest 2.0s; decisions wait for a majority's disks
                        !  n1 is 20000 log entries behind the leader

                        NODE  ROLE         TERM  APPLIED  LAG    CLOCK  DISK FREE  WRITE  SESS  VERSION
                        n3    unreachable  -     -        -      -      -          -      -     -
                        n2    leader       7     1234     0      1m     5.0 GiB    1.5s   3     1.0.0
                        n1    follower     7     1234     20000  1m     60.0 GiB   0.4ms  3     1.0.0
                        """);
        assertThat(outcome.status()).isZero();
    }

    @Test
    void aNodeThatWasStartedAMomentAgoIsWaitedFor() {
        answer(one, status("n1", NodeRole.NODE_ROLE_FOLLOWER));
        two.answers(ClusterServiceGrpc.getStatusMethod(), question -> joining(4));
        two.answers(ClusterOperationsServiceGrpc.getAddNodeMethod(), question -> {
            if (two.requests(AddNodeRequest.class).size() < 3) {
                throw FakeNode.refusal(
                        Code.FAILED_PRECONDITION, "nobody answers at h:2", FakeNode.reason("NOT_REACHED"));
            }
            return AddNodeResponse.getDefaultInstance();
        });

        assertThat(person.runs("cluster", "add", "n4", "--api", "h:1", "--raft", "h:2", "--timeout", "20s"))
                .isEqualTo(new Outcome(
                        0,
                        "n4 is a voter; the cluster has 4 voters.\n",
                        "coordctl: Not reached yet: nobody answers at h:2\n"));
    }

    @Test
    void aNodeThatDoesNotComeIsWaitedForNoLongerThanTheTimeout() {
        both();
        two.refuses(
                ClusterOperationsServiceGrpc.getAddNodeMethod(),
                FakeNode.refusal(Code.FAILED_PRECONDITION, "nobody answers at h:2", FakeNode.reason("NOT_REACHED")));

        Outcome outcome = person.runs("cluster", "add", "n4", "--api", "h:1", "--raft", "h:2", "--timeout", "1s");

        assertThat(outcome.status()).isEqualTo(5);
        assertThat(outcome.err()).contains("refused", "NOT_REACHED");
        assertThat(two.requests(AddNodeRequest.class)).hasSizeBetween(1, 3);
    }

    @Test
    void aWordIsSaidToTheLeaderAndFollowedToItsEnd() {
        answer(one, status("n1", NodeRole.NODE_ROLE_FOLLOWER));
        two.answers(ClusterServiceGrpc.getStatusMethod(), question -> joining(looks.incrementAndGet()));
        two.answers(ClusterOperationsServiceGrpc.getAddNodeMethod(), question -> AddNodeResponse.getDefaultInstance());

        Outcome outcome = person.runs("cluster", "add", "n4", "--api", "h:1", "--raft", "h:2", "--comment", "growing");

        assertThat(outcome).isEqualTo(new Outcome(0, """
                        n4 is joining: it has log entry 12 of 99
                        n4 is a voter; the cluster has 4 voters.
                        """, ""));
        assertThat(two.requests(AddNodeRequest.class))
                .containsExactly(AddNodeRequest.newBuilder()
                        .setNodeId("n4")
                        .setApiAddress("h:1")
                        .setRaftAddress("h:2")
                        .setRequestedBy("alice@laptop")
                        .setComment("growing")
                        .build());
        assertThat(one.requests(AddNodeRequest.class)).isEmpty();
    }

    @Test
    void aRefusalSaysWhyAndWhereToLook() {
        both();
        two.refuses(
                ClusterOperationsServiceGrpc.getRemoveNodeMethod(),
                FakeNode.refusal(
                        Code.FAILED_PRECONDITION,
                        "2 of 3 voters are within reach (not: n3): without node n1 too few of them are left",
                        FakeNode.reason("QUORUM_AT_RISK")));

        Outcome outcome = person.runs("cluster", "remove", "n1");

        assertThat(outcome.status()).isEqualTo(5);
        assertThat(outcome.err())
                .contains("without node n1 too few of them are left")
                .contains("'coordctl cluster status' says how each node is.");
    }

    @Test
    void aRemovedNodeHasLeftWhenTheListIsWithoutIt() {
        both();
        two.answers(ClusterOperationsServiceGrpc.getRemoveNodeMethod(), question -> {
            answer(
                    two,
                    status("n2", NodeRole.NODE_ROLE_LEADER).setRosterVersion(9).removeNodes(2));
            answer(
                    one,
                    status("n1", NodeRole.NODE_ROLE_FOLLOWER)
                            .setRosterVersion(9)
                            .removeNodes(2));
            return RemoveNodeResponse.getDefaultInstance();
        });

        assertThat(person.runs("cluster", "remove", "n3"))
                .isEqualTo(new Outcome(
                        0,
                        "n3 has left; the cluster has 2 voters.\n",
                        "Now stop its process, if it runs, and delete its data.\n"));
    }

    @Test
    void aNodeThatWasRemovedIsNotCountedAmongThoseOfTheCluster() {
        answer(one, status("n1", NodeRole.NODE_ROLE_FOLLOWER));
        answer(two, status("n2", NodeRole.NODE_ROLE_LEADER).setRosterVersion(9).removeNodes(0));

        assertThat(person.runs("cluster", "status").out())
                .contains("1 of 2 nodes answer, and 1 outside the cluster.", "n1 is not one of the cluster's nodes");
    }

    @Test
    void leadershipGoesToNoNodeThatIsBeingDrained() {
        try (FakeNode three = new FakeNode()) {
            answer(one, allUp("n1", NodeRole.NODE_ROLE_FOLLOWER, three).setDraining(true));
            answer(two, allUp("n2", NodeRole.NODE_ROLE_LEADER, three));
            answer(three, allUp("n3", NodeRole.NODE_ROLE_FOLLOWER, three));

            assertThat(person.runs("cluster", "transfer-leader", "--to", "n1"))
                    .isEqualTo(new Outcome(
                            5,
                            "",
                            "coordctl: n1 is being drained, and would hand leadership on at once. First: coordctl cluster"
                                    + " drain n1 --undo\n"));
            assertThat(two.requests(TransferLeadershipRequest.class)).isEmpty();
        }
    }

    @Test
    void aNodeWithoutWhomTheOthersAreTooFewIsNotDrained() {
        both();

        Outcome outcome = person.runs("cluster", "drain", "n1");

        assertThat(outcome)
                .isEqualTo(new Outcome(
                        5, "", "coordctl: n1 must not be stopped: 1 of 3 voters go on, which is no quorum.\n"));
        assertThat(one.requests(DrainNodeRequest.class)).isEmpty();
    }

    @Test
    void quietOrNotWhyNothingWasDoneIsSaid() {
        both();

        assertThat(person.runs("-q", "cluster", "drain", "n1").err()).contains("n1 must not be stopped");
        assertThat(person.runs("-q", "cluster", "drain", "n9"))
                .isEqualTo(new Outcome(3, "", "coordctl: There is no node 'n9'; 'coordctl status' lists them.\n"));
    }

    @Test
    void aDrainedNodeMayBeStoppedWhenItsSessionsHaveGone() {
        try (FakeNode three = new FakeNode()) {
            answer(one, allUp("n1", NodeRole.NODE_ROLE_FOLLOWER, three));
            answer(two, allUp("n2", NodeRole.NODE_ROLE_LEADER, three));
            answer(three, allUp("n3", NodeRole.NODE_ROLE_FOLLOWER, three));
            three.answers(ClusterOperationsServiceGrpc.getDrainNodeMethod(), question -> {
                three.answers(
                        ClusterServiceGrpc.getStatusMethod(),
                        asked -> allUp("n3", NodeRole.NODE_ROLE_FOLLOWER, three)
                                .setDraining(true)
                                .setSessions(looks.getAndIncrement() == 0 ? 2 : 0)
                                .build());
                return DrainNodeResponse.getDefaultInstance();
            });
            three.answers(
                    ClusterOperationsServiceGrpc.getUndrainNodeMethod(),
                    question -> UndrainNodeResponse.getDefaultInstance());

            assertThat(person.runs("cluster", "drain", "n3")).isEqualTo(new Outcome(0, """
                            2 sessions of n3 go to other nodes
                            n3 may be stopped: n2 leads, and without it 2 of 3 voters go on.
                            """, ""));
            assertThat(person.runs("cluster", "drain", "n3", "--undo"))
                    .isEqualTo(new Outcome(0, "n3 serves in full again.\n", ""));
        }
    }

    @Test
    void aNodeOnAnEmptyFolderIsNotTakenForTheVoterItWas() {
        answer(one, status("n1", NodeRole.NODE_ROLE_CANDIDATE).setLeaderId("").setWaitingToBeAdded(true));
        answer(two, status("n2", NodeRole.NODE_ROLE_LEADER));

        assertThat(person.runs("cluster", "status").out())
                .contains("!  n1 has lost its data; see 'coordctl cluster replace'");
    }
}
