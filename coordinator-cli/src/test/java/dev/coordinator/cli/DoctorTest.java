package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.cli.Person.Outcome;
import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.Consistency;
import dev.coordinator.v1.Instance;
import dev.coordinator.v1.ListInstancesResponse;
import dev.coordinator.v1.ListPoolsRequest;
import dev.coordinator.v1.ListPoolsResponse;
import dev.coordinator.v1.Node;
import dev.coordinator.v1.NodeRole;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.StatusResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole command; what each check finds is in {@code ChecksTest}. */
class DoctorTest {

    private final FakeNode node = new FakeNode();
    private final String dead = FakeNode.nowhere();
    private final Person person = new Person().at(node);

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aHealthyClusterEndsWithZeroThoughThereAreWarnings() {
        answer("n1");

        Outcome outcome = person.runs("doctor", "--observe", "1ms");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .startsWith("No problem, ")
                .contains("warning  cluster: it is one node: its loss stops everything; do: run three nodes or five\n")
                .contains("ok       pools: 1 pool looked at\n");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void aProblemEndsWithOneAndTheWorstComesFirst() {
        answer("n1");
        node.answers(
                PoolServiceGrpc.getListPoolsMethod(),
                question ->
                        ListPoolsResponse.newBuilder().addPools(Samples.VACANT).build());

        Outcome outcome = person.runs("doctor", "--observe", "1ms", "-o", "json");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out().replaceAll("\\s+", " "))
                .startsWith("{ \"problems\": \"1\", \"warnings\": \"")
                .contains(
                        "\"findings\": [{ \"level\": \"problem\", \"check\": \"primary\", \"where\": \"pool billing\",");
    }

    @Test
    void withoutAQuorumItReadsWhatANodeKnowsAndEndsWithFour() {
        answer("");

        Outcome outcome = person.runs("doctor", "--observe", "1ms");

        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.out())
                .contains("problem  cluster: no majority is seen to follow one leader")
                .contains("warning  pools: 1 pool looked at as n1 knew them, for no quorum could be asked");
        assertThat(node.requests(ListPoolsRequest.class))
                .allMatch(question -> question.getConsistency() == Consistency.CONSISTENCY_STALE);
    }

    @Test
    void whenNothingAnswersItSaysWhereItAskedAndWhatToDo() {
        Outcome outcome = person.with("COORDCTL_ENDPOINTS", dead).runs("doctor");

        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().replace(dead, "DEAD")).isEqualTo("""
                        2 problems.
                        problem  cluster: no node answers; the endpoints are from COORDCTL_ENDPOINTS; do: coordctl \
                        --endpoints HOST:PORT,... doctor, if it is elsewhere; otherwise start its nodes
                        problem  DEAD: does not answer: connection refused; do: on its machine: systemctl status \
                        coordinator-server
                        """);
    }

    @Test
    void itObservesForFiveMinutesAtMost() {
        assertThat(person.runs("doctor", "--observe", "6m"))
                .isEqualTo(new Outcome(2, "", "coordctl: --observe: at most 5m.\n"));
    }

    private void answer(String leader) {
        node.answers(
                ClusterServiceGrpc.getStatusMethod(),
                question -> StatusResponse.newBuilder()
                        .setClusterId("prod")
                        .setNodeId("n1")
                        .setRole(leader.isEmpty() ? NodeRole.NODE_ROLE_CANDIDATE : NodeRole.NODE_ROLE_LEADER)
                        .setTerm(7)
                        .setLeaderId(leader)
                        .setClusterTimeMs(System.nanoTime() / 1_000_000)
                        .setVersion("1.2.3")
                        .addNodes(Node.newBuilder().setNodeId("n1").setApiAddress(node.address()))
                        .build());
        node.answers(
                PoolServiceGrpc.getListPoolsMethod(),
                question ->
                        ListPoolsResponse.newBuilder().addPools(Samples.HELD).build());
        node.answers(
                PoolServiceGrpc.getListInstancesMethod(),
                question -> ListInstancesResponse.newBuilder()
                        .addInstances(Instance.newBuilder().setInstanceId("app-1"))
                        .build());
    }
}
