package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.cli.Person.Outcome;
import dev.coordinator.v1.EvictRequest;
import dev.coordinator.v1.EvictResponse;
import dev.coordinator.v1.Eviction;
import dev.coordinator.v1.GetPoolResponse;
import dev.coordinator.v1.Instance;
import dev.coordinator.v1.ListInstancesResponse;
import dev.coordinator.v1.Outlook;
import dev.coordinator.v1.PoolOperationsServiceGrpc;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In pool orders app-1 is primary, as run 1, and app-2 stands by, as run 2^64 - 2. */
class EvictTest {

    private final FakeNode node = new FakeNode();
    private final Person person = new Person().at(node);

    @BeforeEach
    void poolIsThere() {
        node.answers(
                PoolServiceGrpc.getGetPoolMethod(),
                question -> GetPoolResponse.newBuilder().setPool(Samples.HELD).build());
        node.answers(
                PoolServiceGrpc.getListInstancesMethod(),
                question -> ListInstancesResponse.newBuilder()
                        .addInstances(instance("app-1", Role.ROLE_PRIMARY, 1))
                        .addInstances(instance("app-2", Role.ROLE_STANDBY, -2))
                        .build());
        node.answers(
                PoolOperationsServiceGrpc.getEvictMethod(),
                question -> EvictResponse.newBuilder()
                        .setOutlook(Outlook.newBuilder().setPrimary("app-1").setWithinMs(92_100))
                        .build());
    }

    private static Instance.Builder instance(String id, Role role, long run) {
        return Instance.newBuilder()
                .setInstanceId(id)
                .setRole(role)
                .setLive(true)
                .setFresh(true)
                .setIncarnation(run);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void standbyIsEvictedWithoutAQuestionAndByTheRunThatWasFound() {
        assertThat(person.runs("evict", "orders", "app-2", "--comment", "nobody's"))
                .isEqualTo(new Outcome(
                        0,
                        "The run of app-2 is over. app-1 is primary.\n",
                        "A new run of it may come back. To prevent that: coordctl cordon orders app-2\n"));
        assertThat(node.requests(EvictRequest.class))
                .containsExactly(EvictRequest.newBuilder()
                        .setPool("orders")
                        .setInstanceId("app-2")
                        .setIncarnation(-2)
                        .setRequestedBy("alice@laptop")
                        .setComment("nobody's")
                        .build());
    }

    @Test
    void evictingThePrimaryIsConfirmed() {
        Outcome refused = person.runs("evict", "orders", "app-1");

        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err())
                .contains("app-1 is primary of orders. It is asked to stop, and its lease is not renewed: it ends in ")
                .contains("Then app-2 follows.\n")
                .contains("Type app-1 to go on: ");
        assertThat(node.requests(EvictRequest.class)).isEmpty();
        assertThat(person.typing("app-1").runs("evict", "orders", "app-1").out())
                .isEqualTo("app-1 is asked to stop, and its lease is not renewed any more: it ends in 1m 33s at the"
                        + " latest, and the run with it. Then whoever ranks best follows.\n");
        assertThat(person.typing("").runs("evict", "orders", "app-1", "--yes").status())
                .isZero();
        assertThat(node.requests(EvictRequest.class)).hasSize(2);
    }

    @Test
    void aRunThatIsNamedIsTheOneThatIsMeant() {
        assertThat(person.runs("evict", "orders", "app-2", "--incarnation", "18446744073709551615")
                        .status())
                .isZero();
        assertThat(node.requests(EvictRequest.class))
                .extracting(EvictRequest::getIncarnation)
                .containsExactly(-1L);
        assertThat(person.runs("evict", "orders", "app-2", "--incarnation", "x").status())
                .isEqualTo(2);
    }

    @Test
    void whatTheClusterDoesNotRememberItRefusesItself() {
        person.runs("evict", "orders", "app-9");

        assertThat(node.requests(EvictRequest.class))
                .extracting(EvictRequest::getIncarnation)
                .containsExactly(0L);
    }

    @Test
    void instancesShowByWhoseWord() {
        node.answers(
                PoolServiceGrpc.getListInstancesMethod(),
                question -> ListInstancesResponse.newBuilder()
                        .addInstances(instance("app-2", Role.ROLE_STANDBY, 2)
                                .setLive(false)
                                .setLeft(true)
                                .setEviction(Eviction.newBuilder()
                                        .setActor("alice@laptop")
                                        .setComment("nobody's")))
                        .build());

        assertThat(person.runs("instances", "orders").out()).contains("evicted by alice@laptop: nobody's");
    }
}
