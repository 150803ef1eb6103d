package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import dev.coordinator.cli.Person.Outcome;
import dev.coordinator.v1.CallOffHandoverResponse;
import dev.coordinator.v1.CordonRequest;
import dev.coordinator.v1.CordonResponse;
import dev.coordinator.v1.DeletePoolRequest;
import dev.coordinator.v1.DeletePoolResponse;
import dev.coordinator.v1.GetPoolResponse;
import dev.coordinator.v1.Outlook;
import dev.coordinator.v1.PauseRequest;
import dev.coordinator.v1.PauseResponse;
import dev.coordinator.v1.PoolOperationsServiceGrpc;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.ResumeResponse;
import dev.coordinator.v1.UncordonResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperationsTest {

    private static final Outlook HELD = Outlook.newBuilder().setPrimary("app-1").build();

    private final FakeNode node = new FakeNode();
    private final Person person = new Person().at(node);

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void pauseSaysForHowLongAndWhatItMeans() {
        node.answers(
                PoolOperationsServiceGrpc.getPauseMethod(),
                question -> PauseResponse.newBuilder()
                        .setOutlook(HELD.toBuilder().setWithinMs(600_000))
                        .build());

        assertThat(person.runs("pause", "orders", "--for", "10m", "--comment", "network"))
                .isEqualTo(new Outcome(
                        0,
                        "orders is paused for 10m. app-1 stays primary; if its lease ends, no other takes over by itself.\n",
                        ""));
        assertThat(node.requests(PauseRequest.class))
                .containsExactly(PauseRequest.newBuilder()
                        .setPool("orders")
                        .setForMs(600_000)
                        .setRequestedBy("alice@laptop")
                        .setComment("network")
                        .build());
    }

    @Test
    void pauseWithoutATimeSaysHowItIsEnded() {
        node.answers(
                PoolOperationsServiceGrpc.getPauseMethod(),
                question -> PauseResponse.newBuilder()
                        .setOutlook(Outlook.getDefaultInstance())
                        .build());

        assertThat(person.runs("pause", "orders").out())
                .isEqualTo("orders is paused until 'coordctl resume orders'."
                        + " It has no primary, and gets none by itself but the one it had last.\n");
        assertThat(node.requests(PauseRequest.class)).noneMatch(PauseRequest::hasForMs);
    }

    @Test
    void resumeSaysWhoIsAwaited() {
        node.answers(
                PoolOperationsServiceGrpc.getResumeMethod(),
                question -> ResumeResponse.newBuilder()
                        .setOutlook(Outlook.newBuilder().setSuccessor("app-2"))
                        .build());

        assertThat(person.runs("resume", "orders").out())
                .isEqualTo("orders moves by itself again. No one is primary yet; app-2 is awaited.\n");
    }

    @Test
    void cordonOfThePrimarySaysThatItIsAskedToStop() {
        node.answers(
                PoolOperationsServiceGrpc.getCordonMethod(),
                question -> CordonResponse.newBuilder()
                        .setOutlook(HELD.toBuilder().setWithinMs(3_600_000))
                        .build());

        assertThat(person.runs("cordon", "orders", "app-1", "--for", "1h").out())
                .isEqualTo("app-1 must not be primary for 1h."
                        + " It is, so it is asked to stop, and its lease is not renewed any more.\n");
        assertThat(person.runs("cordon", "orders", "app-2").out()).isEqualTo("app-2 must not be primary for 1h.\n");
        assertThat(node.requests(CordonRequest.class))
                .extracting(CordonRequest::getInstanceId)
                .containsExactly("app-1", "app-2");
    }

    @Test
    void uncordonAndCallOffSayWhoIsPrimary() {
        node.answers(
                PoolOperationsServiceGrpc.getUncordonMethod(),
                question -> UncordonResponse.newBuilder().setOutlook(HELD).build());
        node.answers(
                PoolOperationsServiceGrpc.getCallOffHandoverMethod(),
                question ->
                        CallOffHandoverResponse.newBuilder().setOutlook(HELD).build());

        assertThat(person.runs("uncordon", "orders", "app-2").out())
                .isEqualTo("app-2 may be primary again, as far as operators go. app-1 is primary.\n");
        assertThat(person.runs("call-off", "orders").out()).isEqualTo("app-1 stays primary of orders.\n");
    }

    @Test
    void deletingAsksForThePoolsName() {
        node.answers(
                PoolServiceGrpc.getGetPoolMethod(),
                question -> GetPoolResponse.newBuilder().setPool(Samples.HELD).build());
        node.answers(
                PoolOperationsServiceGrpc.getDeletePoolMethod(),
                question -> DeletePoolResponse.newBuilder()
                        .setOutlook(Outlook.newBuilder().setWithinMs(92_100))
                        .build());

        Outcome refused = person.runs("pool", "delete", "orders");
        assertThat(refused).isEqualTo(new Outcome(1, "", """
                                This deletes orders: 4 seats, of which 3 live, its settings and its history.
                                app-1 is primary and is told to stop. As it may go on until its lease ends, the name grants nothing for 1m 33s.
                                Instances that go on checking in make the pool anew, with the default settings.
                                Type orders to go on:\s
                                coordctl: Not confirmed, so nothing was done. Who is sure, and a script, says --yes.
                                """));
        assertThat(node.requests(DeletePoolRequest.class)).isEmpty();

        assertThat(person.typing("orders").runs("pool", "delete", "orders").out())
                .isEqualTo("orders is deleted. Its last primary may still believe in its lease:"
                        + " the name grants nothing for 1m 33s.\n");
        assertThat(person.typing("").runs("pool", "delete", "orders", "--yes").status())
                .isZero();
        assertThat(node.requests(DeletePoolRequest.class)).hasSize(2);
    }

    @Test
    void aRefusalSaysWhatToDoNext() {
        node.refuses(
                PoolOperationsServiceGrpc.getCallOffHandoverMethod(),
                FakeNode.refusal(
                        Code.FAILED_PRECONDITION,
                        "it must not be primary: app-1",
                        ErrorInfo.newBuilder()
                                .setReason("NO_HANDOVER")
                                .putMetadata("value", "app-1")
                                .build()));

        assertThat(person.runs("call-off", "orders")).isEqualTo(new Outcome(5, "", """
                                coordctl: The coordinator refused (failed precondition): it must not be primary: app-1
                                  NO_HANDOVER: value=app-1
                                It is cordoned, see 'coordctl uncordon', or evicted, or says itself that it must not be primary: 'coordctl instances POOL'.
                                """));
    }

    @Test
    void jsonIsTheAnswer() {
        node.answers(
                PoolOperationsServiceGrpc.getResumeMethod(),
                question -> ResumeResponse.newBuilder().setOutlook(HELD).build());

        assertThat(person.runs("resume", "orders", "-o", "json").out().replaceAll("\\s", ""))
                .isEqualTo("{\"outlook\":{\"primary\":\"app-1\",\"successor\":\"\",\"logIndex\":\"0\"}}");
    }
}
