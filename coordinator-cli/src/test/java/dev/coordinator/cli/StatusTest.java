package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.cli.Person.Outcome;
import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.Node;
import dev.coordinator.v1.NodeRole;
import dev.coordinator.v1.StatusRequest;
import dev.coordinator.v1.StatusResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusTest {

    private final FakeNode one = new FakeNode();
    private final FakeNode two = new FakeNode();
    private final String dead = FakeNode.nowhere();
    private final Person person = new Person().at(one);

    @AfterEach
    void stop() {
        one.close();
        two.close();
    }

    @Test
    void everyNodeThatIsListedIsAskedAndProblemsComeFirst() {
        answer(one, status("n1", NodeRole.NODE_ROLE_FOLLOWER, 7, "n2"));
        answer(two, status("n2", NodeRole.NODE_ROLE_LEADER, 7, "n2"));

        Outcome outcome = person.runs("status");

        assertThat(named(outcome.out())).isEqualTo("""
                        Cluster prod: n2 leads in term 7; 2 of 3 nodes answer.
                        NODE  ROLE         TERM  APPLIED  VERSION  API              PROBLEM
                        n3    unreachable  -     -        -        127.0.0.1:PORT3  connection refused
                        n2    leader       7     1234     1.0.0    127.0.0.1:PORT2  -
                        n1    follower     7     1234     1.0.0    127.0.0.1:PORT1  -
                        """);
        assertThat(outcome.status()).isZero();
        assertThat(one.requests(StatusRequest.class)).hasSize(1);
        assertThat(two.requests(StatusRequest.class)).hasSize(1);
    }

    /** As when nodes are listed by address and asked by name, or through a socket of their host. */
    @Test
    void aSilentEndpointIsOneOfTheSilentNodesByAnotherAddress() {
        answer(one, status("n1", NodeRole.NODE_ROLE_FOLLOWER, 7, "n2"));
        answer(two, status("n2", NodeRole.NODE_ROLE_LEADER, 7, "n2"));
        String byName = FakeNode.nowhere();
        String endpoints = String.join(",", one.address(), byName, "unix:/nowhere/api.sock");

        Outcome outcome = person.runs("status", "--endpoints", endpoints);

        assertThat(outcome.out()).startsWith("Cluster prod: n2 leads in term 7; 2 of 3 nodes answer.\n");
        assertThat(outcome.status()).isZero();
    }

    /** It may be a node that the others' list, an old one, doesn't know. */
    @Test
    void aSilentEndpointBesidesCountsAsAVoter() {
        answer(one, status("n1", NodeRole.NODE_ROLE_FOLLOWER, 7, "n2"));
        answer(two, status("n2", NodeRole.NODE_ROLE_LEADER, 7, "n2"));
        String endpoints = String.join(",", one.address(), FakeNode.nowhere(), FakeNode.nowhere());

        Outcome outcome = person.runs("status", "--endpoints", endpoints);

        assertThat(outcome.out()).startsWith("Cluster prod: no majority is seen to follow n2; 2 of 4 nodes answer.\n");
        assertThat(outcome.status()).isEqualTo(4);
    }

    @Test
    void aLeaderThatNoMajorityFollowsIsNone() {
        answer(one, status("n1", NodeRole.NODE_ROLE_LEADER, 7, "n1"));
        answer(two, status("n2", NodeRole.NODE_ROLE_CANDIDATE, 9, ""));

        Outcome outcome = person.runs("status");

        assertThat(named(outcome.out())).isEqualTo("""
                        Cluster prod: no majority is seen to follow n1; 2 of 3 nodes answer.
                        NODE  ROLE         TERM  APPLIED  VERSION  API              PROBLEM
                        n3    unreachable  -     -        -        127.0.0.1:PORT3  connection refused
                        n2    candidate    9     1234     1.0.0    127.0.0.1:PORT2  knows no leader
                        n1    leader       7     1234     1.0.0    127.0.0.1:PORT1  -
                        """);
        assertThat(outcome.status()).isEqualTo(4);
    }

    @Test
    void twoViewsOfDifferentTermsDoNotAddUp() {
        answer(one, status("n1", NodeRole.NODE_ROLE_LEADER, 7, "n1"));
        answer(two, status("n2", NodeRole.NODE_ROLE_FOLLOWER, 6, "n1"));

        assertThat(person.runs("status").status()).isEqualTo(4);
    }

    @Test
    void nodesOfDifferentClustersAreAMistake() {
        answer(one, status("n1", NodeRole.NODE_ROLE_LEADER, 7, "n1"));
        answer(
                two,
                status("n2", NodeRole.NODE_ROLE_FOLLOWER, 7, "n1").toBuilder()
                        .setClusterId("test")
                        .build());

        Outcome outcome = person.runs("status");

        assertThat(outcome.out()).startsWith("Nodes of different clusters answer: prod, test. Check the endpoints.\n");
        assertThat(outcome.status()).isEqualTo(1);
    }

    @Test
    void anEndpointThatNobodyListsIsShownToo() {
        answer(one, single());
        String endpoints = one.address() + "," + dead;

        Outcome outcome = person.runs("status", "--endpoints", endpoints);

        assertThat(named(outcome.out()))
                .isEqualTo("""
                        Cluster prod: no majority is seen to follow n1; 1 of 2 nodes answer.
                        NODE  ROLE         TERM  APPLIED  VERSION  API              PROBLEM
                        -     unreachable  -     -        -        127.0.0.1:PORT3  connection refused
                        n1    leader       7     1234     1.0.0    127.0.0.1:PORT1  -
                        """.replace("n1 leads in term 7", "no majority is seen to follow n1"));
        assertThat(outcome.status()).isEqualTo(4);
    }

    @Test
    void jsonHasTheVerdictAndEveryAnswer() {
        answer(one, single());

        Outcome outcome = person.runs("status", "-o", "json");

        assertThat(named(outcome.out()).replaceAll("\\s", ""))
                .isEqualTo(
                        "{\"clusterId\":\"prod\",\"leaderId\":\"n1\",\"quorum\":true,\"nodes\":[{\"nodeId\":\"n1\","
                                + "\"apiAddress\":\"127.0.0.1:PORT1\",\"reachable\":true,\"problem\":\"\",\"status\":{"
                                + "\"clusterId\":\"prod\",\"nodeId\":\"n1\",\"role\":\"NODE_ROLE_LEADER\",\"term\":\"7\","
                                + "\"leaderId\":\"n1\",\"appliedIndex\":\"1234\",\"committedIndex\":\"0\","
                                + "\"lastLogIndex\":\"0\",\"clusterTimeMs\":\"0\",\"pools\":\"0\",\"instances\":\"0\","
                                + "\"version\":\"1.0.0\",\"uptimeMs\":\"0\",\"nodes\":[{\"nodeId\":\"n1\","
                                + "\"apiAddress\":\"127.0.0.1:PORT1\",\"raftAddress\":\"\","
                                + "\"standing\":\"NODE_STANDING_UNSPECIFIED\",\"lastLogIndex\":\"0\",\"trouble\":\"\"}],"
                                + "\"rosterVersion\":\"0\",\"draining\":false,\"sessions\":\"0\",\"diskFreeBytes\":\"0\","
                                + "\"diskTotalBytes\":\"0\",\"wallTimeMs\":\"0\",\"waitingToBeAdded\":false,\"checkInsApplied\":\"0\",\"certificates\":[]}}]}");
    }

    @Test
    void whenNoNodeAnswersItSaysWhatToDo() {
        Outcome outcome = person.with("COORDCTL_ENDPOINTS", dead).runs("status");

        assertThat(new Outcome(outcome.status(), outcome.out(), named(outcome.err())))
                .isEqualTo(new Outcome(4, "", """
                                coordctl: No coordinator answered (endpoints from COORDCTL_ENDPOINTS).
                                  127.0.0.1:PORT3: connection refused
                                Is it running? Say where with --endpoints HOST:PORT,... or COORDCTL_ENDPOINTS.
                                """));
    }

    private StatusResponse status(String id, NodeRole role, long term, String leader) {
        return StatusResponse.newBuilder()
                .setClusterId("prod")
                .setNodeId(id)
                .setRole(role)
                .setTerm(term)
                .setLeaderId(leader)
                .setAppliedIndex(1234)
                .setVersion("1.0.0")
                .addNodes(node("n1", one.address()))
                .addNodes(node("n2", two.address()))
                .addNodes(node("n3", dead))
                .build();
    }

    private StatusResponse single() {
        return status("n1", NodeRole.NODE_ROLE_LEADER, 7, "n1").toBuilder()
                .clearNodes()
                .addNodes(node("n1", one.address()))
                .build();
    }

    private static Node node(String id, String address) {
        return Node.newBuilder().setNodeId(id).setApiAddress(address).build();
    }

    private static void answer(FakeNode node, StatusResponse status) {
        node.answers(ClusterServiceGrpc.getStatusMethod(), question -> status);
    }

    /** The output with names, as wide as the ports, in place of those. */
    private String named(String output) {
        return output.replace(one.address(), "127.0.0.1:PORT1")
                .replace(two.address(), "127.0.0.1:PORT2")
                .replace(dead, "127.0.0.1:PORT3");
    }
}
