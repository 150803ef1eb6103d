package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.rpc.Code;
import dev.coordinator.cli.Person.Outcome;
import dev.coordinator.v1.Change;
import dev.coordinator.v1.ChangeCause;
import dev.coordinator.v1.ChangeKind;
import dev.coordinator.v1.FailOverRequest;
import dev.coordinator.v1.FailOverResponse;
import dev.coordinator.v1.GetPoolResponse;
import dev.coordinator.v1.Outlook;
import dev.coordinator.v1.PoolOperationsServiceGrpc;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.Resync;
import dev.coordinator.v1.SwitchOverRequest;
import dev.coordinator.v1.SwitchOverResponse;
import dev.coordinator.v1.Synced;
import dev.coordinator.v1.WatchRequest;
import dev.coordinator.v1.WatchResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Moves of a primary, followed to their end. In pool orders app-1 is primary, epoch 17. */
@Timeout(60)
class MoveTest {

    private static final Change DRAINING = change(ChangeKind.CHANGE_KIND_DRAINING, ChangeCause.CHANGE_CAUSE_SWITCHOVER)
            .setFrom("app-1")
            .setTo("app-2")
            .setEpoch(17)
            .build();
    private static final Change VACATED = change(ChangeKind.CHANGE_KIND_VACATED, ChangeCause.CHANGE_CAUSE_RELEASED)
            .setFrom("app-1")
            .setEpoch(17)
            .build();
    private static final Change GRANTED = change(ChangeKind.CHANGE_KIND_GRANTED, ChangeCause.CHANGE_CAUSE_SWITCHOVER)
            .setFrom("app-1")
            .setTo("app-2")
            .setEpoch(18)
            .setVacantForMs(104)
            .build();

    private final FakeNode node = new FakeNode();
    private final Person person = new Person().at(node);

    @BeforeEach
    void answer() {
        node.answers(
                PoolServiceGrpc.getGetPoolMethod(),
                question -> GetPoolResponse.newBuilder().setPool(Samples.HELD).build());
        node.answers(
                PoolOperationsServiceGrpc.getSwitchOverMethod(),
                question -> SwitchOverResponse.newBuilder()
                        .setOutlook(Outlook.newBuilder()
                                .setPrimary("app-1")
                                .setSuccessor("app-2")
                                .setLogIndex(100))
                        .build());
        node.answers(
                PoolOperationsServiceGrpc.getFailOverMethod(),
                question -> FailOverResponse.newBuilder()
                        .setOutlook(Outlook.newBuilder()
                                .setPrimary("app-1")
                                .setSuccessor("app-2")
                                .setWithinMs(92_100)
                                .setLogIndex(100))
                        .build());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aSwitchoverIsFollowedToItsMeasuredGap() {
        Change earlier = change(ChangeKind.CHANGE_KIND_GRANTED, ChangeCause.CHANGE_CAUSE_FIRST)
                .setTo("app-9")
                .setLogIndex(99)
                .build();
        watchTells(changed(earlier), changed(DRAINING), changed(VACATED), changed(GRANTED));

        assertThat(person.runs("switchover", "orders", "--to", "app-2", "--comment", "deploy 42"))
                .isEqualTo(new Outcome(0, """
                                app-1 is asked to stop; app-2 is to follow.
                                If it hasn't stopped 1m after it was told, it stays.
                                2026-03-01T12:00:00  app-1 is asked to stop, epoch 17, app-2 is to follow: switchover
                                2026-03-01T12:00:00  app-1 is primary no more, epoch 17: released
                                2026-03-01T12:00:00  app-2 is primary, epoch 18, after app-1: switchover; 104ms without a primary
                                app-2 is primary of orders, epoch 18. The pool was without a primary for 104ms.
                                """, ""));
        assertThat(node.requests(SwitchOverRequest.class))
                .containsExactly(SwitchOverRequest.newBuilder()
                        .setPool("orders")
                        .setTo("app-2")
                        .setRequestedBy("alice@laptop")
                        .setComment("deploy 42")
                        .build());
        assertThat(node.requests(WatchRequest.class))
                .extracting(WatchRequest::getCursor)
                .containsExactly("", "synced");
    }

    @Test
    void aHandoverThatIsCalledOffEndsWithOneAndSaysWhatToDo() {
        watchTells(
                changed(DRAINING),
                changed(change(ChangeKind.CHANGE_KIND_DRAIN_CALLED_OFF, ChangeCause.CHANGE_CAUSE_TIMED_OUT)
                        .setFrom("app-1")
                        .setTo("app-1")
                        .setEpoch(17)
                        .build()));

        Outcome outcome = person.runs("switchover", "orders");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out())
                .endsWith("app-1 stays primary of orders. It did not stop in time: see why, then give it longer"
                        + " (coordctl pool set orders --drain-timeout), or take the lease from it"
                        + " (coordctl failover orders).\n");
    }

    @Test
    void whoDoesNotWaitIsToldWhereToLook() {
        assertThat(person.runs("switchover", "orders", "--no-wait"))
                .isEqualTo(new Outcome(0, """
                                app-1 is asked to stop; app-2 is to follow.
                                If it hasn't stopped 1m after it was told, it stays.
                                """, "See what comes of it: coordctl history orders\n"));
        assertThat(node.requests(WatchRequest.class)).isEmpty();
    }

    @Test
    void ctrlCEndsTheWatchingAndNotTheHandover() throws Exception {
        watchTells(changed(DRAINING));

        CompletableFuture<Outcome> run = CompletableFuture.supplyAsync(() -> person.runs("switchover", "orders"));
        await().until(() -> person.sees().contains("app-1 is asked to stop, epoch 17"));
        person.pressCtrlC();

        assertThat(run.get(20, TimeUnit.SECONDS).err())
                .isEqualTo("coordctl: It goes on without this. See what comes of it: coordctl history orders;"
                        + " end it: coordctl call-off orders\n");
    }

    @Test
    void whenChangesWereLostThePresentStateIsTheEnd() {
        node.streams(PoolServiceGrpc.getWatchMethod(), (question, messages) -> {
            if (question.getCursor().isEmpty()) {
                synced(messages);
            } else {
                messages.onNext(WatchResponse.newBuilder()
                        .setResync(Resync.getDefaultInstance())
                        .build());
                messages.onNext(WatchResponse.newBuilder()
                        .setPool(Samples.HELD.toBuilder()
                                .setPrimary(Samples.HELD.getPrimary().toBuilder()
                                        .setInstanceId("app-2")
                                        .setEpoch(18)))
                        .build());
            }
        });

        Outcome outcome = person.runs("switchover", "orders");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .contains("Some changes were missed; what follows is the present state.")
                .endsWith("app-2 is primary of orders, epoch 18. How it came to be: coordctl history orders\n");
    }

    @Test
    void jsonIsOneObjectALine() {
        watchTells(changed(DRAINING), changed(GRANTED));

        List<String> lines =
                person.runs("switchover", "orders", "-o", "json").out().lines().toList();

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("{\"outlook\":{\"primary\":\"app-1\"");
        assertThat(lines.get(2)).contains("\"vacantForMs\":\"104\"");
    }

    @Test
    void aFailoverSaysWhenTheLeaseEndsAtTheLatest() {
        watchTells(changed(
                GRANTED.toBuilder().setCause(ChangeCause.CHANGE_CAUSE_FAILOVER).build()));

        Outcome outcome = person.runs("failover", "orders");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).startsWith("""
                        app-1 is asked to stop; app-2 is to follow.
                        Its lease is not renewed any more, and ends in 1m 33s at the latest.
                        """);
    }

    @Test
    void unsafeNowIsConfirmedInWords() {
        watchTells(changed(GRANTED));

        Outcome refused = person.typing("yes").runs("failover", "orders", "--unsafe-now");
        assertThat(refused).isEqualTo(new Outcome(1, "", """
                                This takes the lease from app-1, which has 1m 33s left of it, without waiting.
                                If app-1 is alive, two instances act as primary at once, until it hears of it.
                                Do it only if app-1 is certainly dead. Without --unsafe-now the next one waits.
                                Type orders to go on: coordctl: Not confirmed, so nothing was done. Who is sure, and a script, says --yes.
                                """));
        assertThat(node.requests(FailOverRequest.class)).isEmpty();

        assertThat(person.typing("orders")
                        .runs("failover", "orders", "--unsafe-now")
                        .status())
                .isZero();
        assertThat(person.typing("")
                        .runs("failover", "orders", "--unsafe-now", "--yes")
                        .status())
                .isZero();
        assertThat(node.requests(FailOverRequest.class)).hasSize(2).allMatch(FailOverRequest::getUnsafeNow);
    }

    @Test
    void yesWithoutWhatItConfirmsIsAMistake() {
        assertThat(person.runs("failover", "orders", "--yes").status()).isEqualTo(2);
    }

    @Test
    void anUnknownOutcomeIsNotRepeated() {
        watchTells();
        node.refuses(
                PoolOperationsServiceGrpc.getSwitchOverMethod(),
                FakeNode.refusal(Code.UNAVAILABLE, "the outcome is unknown", FakeNode.reason("OUTCOME_UNKNOWN")));

        Outcome outcome = person.runs("switchover", "orders");

        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.err()).startsWith("coordctl: The coordinator may have done this, or may yet do it.");
        assertThat(node.requests(SwitchOverRequest.class)).hasSize(1);
    }

    /** First that the present state was told, then, to whoever goes on from there, these. */
    private void watchTells(WatchResponse... messages) {
        node.streams(PoolServiceGrpc.getWatchMethod(), (question, observer) -> {
            if (question.getCursor().isEmpty()) {
                synced(observer);
            } else {
                List.of(messages).forEach(observer::onNext);
            }
        });
    }

    private static void synced(StreamObserver<WatchResponse> messages) {
        messages.onNext(WatchResponse.newBuilder().setPool(Samples.HELD).build());
        messages.onNext(WatchResponse.newBuilder()
                .setCursor("synced")
                .setSynced(Synced.getDefaultInstance())
                .build());
    }

    private static WatchResponse changed(Change change) {
        return WatchResponse.newBuilder().setCursor("later").setChange(change).build();
    }

    private static Change.Builder change(ChangeKind kind, ChangeCause cause) {
        return Change.newBuilder()
                .setPool("orders")
                .setKind(kind)
                .setCause(cause)
                .setTime(Samples.NOON)
                .setLogIndex(100);
    }
}
