package dev.coordinator.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import dev.coordinator.cli.FakeNode;
import dev.coordinator.cli.cluster.NodeView;
import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.client.Endpoint;
import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.Consistency;
import dev.coordinator.v1.GetHistoryResponse;
import dev.coordinator.v1.GetPoolRequest;
import dev.coordinator.v1.GetPoolResponse;
import dev.coordinator.v1.ListInstancesResponse;
import dev.coordinator.v1.ListPoolsRequest;
import dev.coordinator.v1.ListPoolsResponse;
import dev.coordinator.v1.Node;
import dev.coordinator.v1.NodeRole;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.StatusResponse;
import io.grpc.InsecureChannelCredentials;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SurveyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final FakeNode one = new FakeNode();
    private final FakeNode two = new FakeNode();
    private final Cluster cluster =
            new Cluster(List.of(Endpoint.parse(one.address())), PATIENCE, InsecureChannelCredentials::create);
    private final Survey survey = new Survey(cluster, PATIENCE, "", 1200, () -> Scene.READ);
    private final Reading nothing = Reading.none(Scene.READ);

    @AfterEach
    void stop() {
        cluster.close();
        one.close();
        two.close();
    }

    @Test
    void allPagesAreReadAndTheFirstAlonePaysForAQuorum() {
        lead(one);
        pools(one, 1100);

        Listing listing = survey.take(nothing, "").listing();

        assertThat(listing.pools()).hasSize(1100);
        assertThat(listing.more()).isFalse();
        assertThat(listing.source()).isEqualTo(Source.current("n1", Scene.READ));
        assertThat(one.requests(ListPoolsRequest.class))
                .extracting(ListPoolsRequest::getConsistency)
                .containsExactly(
                        Consistency.CONSISTENCY_LINEARIZABLE,
                        Consistency.CONSISTENCY_STALE,
                        Consistency.CONSISTENCY_STALE);
    }

    @Test
    void noMorePoolsAreReadThanWanted() {
        lead(one);
        pools(one, 5000);

        Listing listing = survey.take(nothing, "").listing();

        assertThat(listing.pools()).hasSize(1200);
        assertThat(listing.more()).isTrue();
        assertThat(one.requests(ListPoolsRequest.class))
                .extracting(ListPoolsRequest::getPageSize)
                .containsExactly(500, 500, 200);
    }

    @Test
    void whenTheNodeIsLostAnotherGoesOnThatNoEndpointNames() {
        lead(one);
        follow(two);
        pools(one, 1);
        pools(two, 2);
        Reading before = survey.take(nothing, "");
        assertThat(before.listing().source().node()).isEqualTo("n1");

        one.close();
        Reading lost = survey.take(before, "");
        // Whom no endpoint names is known from the nodes that answer, so one of them must.
        assertThat(lost.listing().source().isStale()).isTrue();
        assertThat(lost.listing().pools()).hasSize(1);

        try (Cluster both = new Cluster(
                List.of(Endpoint.parse(one.address()), Endpoint.parse(two.address())),
                PATIENCE,
                InsecureChannelCredentials::create)) {
            Listing after = new Survey(both, PATIENCE, "", 10, () -> Scene.READ)
                    .take(before, "")
                    .listing();
            assertThat(after.source()).isEqualTo(Source.current("n2", Scene.READ));
            assertThat(after.pools()).hasSize(2);
        }
    }

    @Test
    void aNodeThatIsLostIsOneNodeUnderWhicheverNameItWasReached() {
        String alias = one.address().replace("127.0.0.1", "localhost");
        lead(one);
        follow(two);
        pools(one, 1);
        pools(two, 1);
        try (Cluster aliased = new Cluster(
                List.of(Endpoint.parse(alias), Endpoint.parse(two.address())),
                PATIENCE,
                InsecureChannelCredentials::create)) {
            Survey patient = new Survey(aliased, PATIENCE, "", 10, () -> Scene.READ);
            Reading before = patient.take(nothing, "");
            assertThat(before.nodes()).extracting(NodeView::nodeId).containsExactly("n1", "n2");

            one.close();
            assertThat(patient.take(before, "").nodes())
                    .extracting(NodeView::nodeId)
                    .containsExactlyInAnyOrder("n1", "n2");
            two.close();
            assertThat(patient.take(before, "").nodes())
                    .extracting(NodeView::nodeId)
                    .containsExactlyInAnyOrder("n1", "n2");
        }
    }

    @Test
    void withoutAQuorumTheNodeThatHasAppliedMostIsTakenAtItsWord() {
        candidate(one, "n1", 10);
        candidate(two, "n2", 20);
        pools(two, 3);
        refuseQuorum(one);

        Listing listing = survey.take(nothing, "").listing();

        assertThat(listing.pools()).hasSize(3);
        assertThat(listing.source())
                .isEqualTo(
                        Source.stale("n2", Scene.READ, "no quorum could be asked (n1: answers, but knows no leader)"));
    }

    @Test
    void whenNothingIsToldWhatWasReadIsKeptAndMarked() {
        lead(one);
        pools(one, 2);
        Reading before = survey.take(nothing, "");
        one.refuses(PoolServiceGrpc.getListPoolsMethod(), FakeNode.refusal(Code.PERMISSION_DENIED, "not for you"));

        Listing after = survey.take(before, "").listing();

        assertThat(after.pools()).hasSize(2);
        assertThat(after.source().told()).isFalse();
        assertThat(after.source().trouble()).contains("not for you");
    }

    @Test
    void anOpenPoolAloneIsRead() {
        lead(one);
        one.answers(
                PoolServiceGrpc.getGetPoolMethod(),
                question -> GetPoolResponse.newBuilder()
                        .setPool(Scene.pool(question.getPool()))
                        .build());
        one.answers(PoolServiceGrpc.getListInstancesMethod(), question -> ListInstancesResponse.getDefaultInstance());
        one.answers(PoolServiceGrpc.getGetHistoryMethod(), question -> GetHistoryResponse.getDefaultInstance());

        Reading reading = survey.take(nothing, "orders");

        assertThat(reading.detail().orElseThrow().pool()).contains(Scene.pool("orders"));
        assertThat(reading.detail().orElseThrow().source()).isEqualTo(Source.current("n1", Scene.READ));
        assertThat(one.requests(GetPoolRequest.class)).hasSize(1);
        assertThat(one.requests(ListPoolsRequest.class)).isEmpty();
    }

    @Test
    void anOpenPoolThatIsGoneIsGone() {
        lead(one);
        one.refuses(PoolServiceGrpc.getGetPoolMethod(), FakeNode.refusal(Code.NOT_FOUND, "there is no pool orders"));
        Reading before = new Reading(
                List.of(),
                nothing.verdict(),
                nothing.rates(),
                nothing.listing(),
                Optional.of(Scene.detail(Source.current("n1", Scene.READ))));

        Detail detail = survey.take(before, "orders").detail().orElseThrow();

        assertThat(detail.pool()).isEmpty();
        assertThat(detail.source().isStale()).isFalse();
    }

    @Test
    void nodesOfDifferentClustersTellNothingTogether() {
        lead(one);
        follow(two);
        two.answers(
                ClusterServiceGrpc.getStatusMethod(),
                question -> Scene.status("n2", NodeRole.NODE_ROLE_FOLLOWER, 9).toBuilder()
                        .setClusterId("test")
                        .build());
        pools(one, 1);

        Reading reading = survey.take(nothing, "");

        assertThat(reading.listing().source().trouble()).isEqualTo("nodes of different clusters answer");
        assertThat(reading.listing().pools()).isEmpty();
    }

    private void lead(FakeNode node) {
        status(node, Scene.status("n1", NodeRole.NODE_ROLE_LEADER, 9));
    }

    private void follow(FakeNode node) {
        status(
                node,
                Scene.status("n2", NodeRole.NODE_ROLE_FOLLOWER, 9).toBuilder()
                        .addNodes(listed("n1", one))
                        .addNodes(listed("n2", two))
                        .build());
        status(
                one,
                Scene.status("n1", NodeRole.NODE_ROLE_LEADER, 9).toBuilder()
                        .addNodes(listed("n1", one))
                        .addNodes(listed("n2", two))
                        .build());
    }

    private void candidate(FakeNode node, String id, long applied) {
        status(
                node,
                Scene.status(id, NodeRole.NODE_ROLE_CANDIDATE, applied).toBuilder()
                        .addNodes(listed("n1", one))
                        .addNodes(listed("n2", two))
                        .build());
    }

    private static Node listed(String id, FakeNode node) {
        return Node.newBuilder().setNodeId(id).setApiAddress(node.address()).build();
    }

    private static void status(FakeNode node, StatusResponse status) {
        node.answers(ClusterServiceGrpc.getStatusMethod(), question -> status);
    }

    private static void refuseQuorum(FakeNode node) {
        node.refuses(
                PoolServiceGrpc.getListPoolsMethod(),
                FakeNode.refusal(Code.UNAVAILABLE, "no leader", FakeNode.reason("NO_LEADER")));
    }

    /** Answers by pages, whose token is the number of the next pool. */
    private static void pools(FakeNode node, int count) {
        node.answers(PoolServiceGrpc.getListPoolsMethod(), question -> {
            int from = question.getPageToken().isEmpty() ? 0 : Integer.parseInt(question.getPageToken());
            int to = Math.min(count, from + question.getPageSize());
            ListPoolsResponse.Builder page = ListPoolsResponse.newBuilder().setNextPageToken(to < count ? "" + to : "");
            IntStream.range(from, to).forEach(number -> page.addPools(Scene.pool("pool-" + number)));
            return page.build();
        });
    }
}
