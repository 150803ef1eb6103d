package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import dev.coordinator.cli.Person.Outcome;
import dev.coordinator.v1.Change;
import dev.coordinator.v1.ChangeCause;
import dev.coordinator.v1.ChangeKind;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.Resync;
import dev.coordinator.v1.Synced;
import dev.coordinator.v1.WatchRequest;
import dev.coordinator.v1.WatchResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchTest {

    private final FakeNode one = new FakeNode();
    private final FakeNode two = new FakeNode();
    private final Person person = new Person().at(one, two);

    @AfterEach
    void stop() {
        one.close();
        two.close();
    }

    @Test
    void thePresentStateComesFirstThenChangesOneALine() {
        one.streams(PoolServiceGrpc.getWatchMethod(), (question, stream) -> {
            stream.onNext(message("c1").setPool(Samples.HELD).build());
            stream.onNext(message("c2").setPool(Samples.VACANT).build());
            stream.onNext(message("c3").setSynced(Synced.getDefaultInstance()).build());
            stream.onNext(message("c4").setChange(vacated()).build());
            stream.onNext(message("c5").setChange(Samples.GRANT).build());
            stream.onNext(message("c6").setResync(Resync.getDefaultInstance()).build());
            stream.onError(Status.PERMISSION_DENIED.asRuntimeException());
        });

        assertThat(person.runs("watch")).isEqualTo(new Outcome(1, """
                                now                  orders            held        app-1, epoch 17, 1m 32s of the lease left
                                now                  billing           vacant      no primary
                                now                  *                 synced      that was the present state; changes follow
                                2026-03-01T12:00:00  orders            vacated     app-0 is primary no more, epoch 16: expired
                                2026-03-01T12:00:00  orders            granted     app-1 is primary, epoch 17, after app-0: expired; 12s without a primary
                                now                  *                 resync      changes were lost; the present state follows
                                """, """
                                coordctl: to go on from here: --cursor c6
                                coordctl: The coordinator refused (permission denied)
                                """));
    }

    @Test
    void aPortThatIsOpenAndSilentDoesNotHoldItUp() throws IOException {
        one.streams(PoolServiceGrpc.getWatchMethod(), (question, stream) -> {
            stream.onNext(message("c1").setPool(Samples.HELD).build());
            stream.onError(Status.PERMISSION_DENIED.asRuntimeException());
        });
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + silent.getLocalPort();

            Outcome alone = person.runs("watch", "--endpoints", address, "--timeout", "200ms");
            Outcome first = person.runs("watch", "--endpoints", address + "," + one.address(), "--timeout", "2s");

            assertThat(alone.status()).isEqualTo(4);
            assertThat(alone.err()).contains(address + ": no answer in time");
            assertThat(first.out()).contains("app-1, epoch 17");
        }
    }

    @Test
    void linesGoOnBelowOnANarrowTerminalAndOnlyTheKindIsColoured() {
        one.streams(PoolServiceGrpc.getWatchMethod(), (question, stream) -> {
            stream.onNext(message("c1").setChange(Samples.GRANT).build());
            stream.onError(Status.PERMISSION_DENIED.asRuntimeException());
        });

        assertThat(person.atTerminal(80, true).runs("watch").out())
                .isEqualTo("12:00:00  orders            \u001b[32mgranted\u001b[0m"
                        + "     app-1 is primary, epoch 17, after app-0:\n"
                        + "          expired; 12s without a primary\n");
    }

    @Test
    void aBrokenStreamIsResumedAtAnotherNodeByTheLastCursor() {
        one.streams(PoolServiceGrpc.getWatchMethod(), (question, stream) -> {
            stream.onNext(message("c1").setSynced(Synced.getDefaultInstance()).build());
            stream.onNext(message("c2").setChange(vacated()).build());
            stream.onError(Status.UNAVAILABLE.withDescription("going down").asRuntimeException());
        });
        two.streams(PoolServiceGrpc.getWatchMethod(), (question, stream) -> {
            stream.onNext(message("c3").setChange(Samples.GRANT).build());
            stream.onError(Status.PERMISSION_DENIED.asRuntimeException());
        });

        Outcome outcome = person.runs("watch", "orders", "-o", "json");

        assertThat(outcome.out().lines().map(line -> line.substring(0, 15)))
                .containsExactly("{\"cursor\":\"c1\",", "{\"cursor\":\"c2\",", "{\"cursor\":\"c3\",");
        assertThat(outcome.err()).startsWith("coordctl: " + one.address() + ": going down; going on elsewhere.\n");
        assertThat(one.requests(WatchRequest.class))
                .containsExactly(WatchRequest.newBuilder().setPool("orders").build());
        assertThat(two.requests(WatchRequest.class))
                .containsExactly(WatchRequest.newBuilder()
                        .setPool("orders")
                        .setCursor("c2")
                        .build());
    }

    @Test
    void aSlowWatcherThatWasEndedResumes() {
        AtomicInteger streams = new AtomicInteger();
        one.streams(PoolServiceGrpc.getWatchMethod(), (question, stream) -> {
            if (streams.incrementAndGet() == 1) {
                stream.onNext(message("c1").setChange(vacated()).build());
                stream.onError(FakeNode.refusal(Code.RESOURCE_EXHAUSTED, "too slow", FakeNode.reason("SLOW_WATCHER")));
            } else {
                stream.onError(Status.PERMISSION_DENIED.asRuntimeException());
            }
        });

        assertThat(person.at(one).runs("watch", "--prefix", "ord").status()).isEqualTo(1);
        assertThat(one.requests(WatchRequest.class))
                .containsExactly(
                        WatchRequest.newBuilder().setPrefix("ord").build(),
                        WatchRequest.newBuilder()
                                .setPrefix("ord")
                                .setCursor("c1")
                                .build());
    }

    @Test
    void whenNoNodeAnswersAnyMoreItEndsAndSaysWhereToGoOn() {
        one.streams(PoolServiceGrpc.getWatchMethod(), (question, stream) -> {
            stream.onNext(message("c1").setChange(vacated()).build());
            stream.onCompleted();
            one.refuses(PoolServiceGrpc.getWatchMethod(), Status.UNAVAILABLE.asRuntimeException());
        });
        two.close();

        Outcome outcome = person.runs("watch", "--retry-for", "0");

        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.err())
                .isEqualTo("coordctl: " + one.address() + ": ended the stream; going on elsewhere.\n"
                        + "coordctl: to go on from here: --cursor c1\n"
                        + "coordctl: No coordinator answered (endpoints from COORDCTL_ENDPOINTS).\n"
                        + "  " + one.address() + ": ended the stream\n"
                        + "  " + two.address() + ": connection refused\n"
                        + "Is it running? Say where with --endpoints HOST:PORT,... or COORDCTL_ENDPOINTS.\n");
    }

    @Test
    void whenNoNodeAnswersAtFirstItEndsAtOnce() {
        one.close();
        two.close();

        assertThat(person.runs("watch").status()).isEqualTo(4);
    }

    @Test
    void aRefusedCursorIsNotTriedElsewhere() {
        one.refuses(PoolServiceGrpc.getWatchMethod(), FakeNode.refusal(Code.INVALID_ARGUMENT, "not a cursor"));

        assertThat(person.runs("watch", "--cursor", "nonsense").status()).isEqualTo(2);
        assertThat(two.requests(WatchRequest.class)).isEmpty();
    }

    @Test
    void ctrlCEndsItAfterAWholeLineAndTellsTheNodeAndTheCursor() throws Exception {
        CountDownLatch streaming = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        one.streams(PoolServiceGrpc.getWatchMethod(), (question, stream) -> {
            whenCancelled(stream, cancelled::countDown);
            stream.onNext(message("c1").setSynced(Synced.getDefaultInstance()).build());
            streaming.countDown();
        });

        CompletableFuture<Outcome> run = CompletableFuture.supplyAsync(() -> person.runs("watch"));
        assertThat(streaming.await(10, TimeUnit.SECONDS)).isTrue();
        person.pressCtrlC();

        Outcome outcome = run.get(10, TimeUnit.SECONDS);
        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).doesNotContain("refused");
        assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void whenCancelled(StreamObserver<WatchResponse> stream, Runnable action) {
        ((ServerCallStreamObserver<WatchResponse>) stream).setOnCancelHandler(action);
    }

    private static WatchResponse.Builder message(String cursor) {
        return WatchResponse.newBuilder().setCursor(cursor);
    }

    private static Change vacated() {
        return Change.newBuilder()
                .setPool("orders")
                .setKind(ChangeKind.CHANGE_KIND_VACATED)
                .setCause(ChangeCause.CHANGE_CAUSE_EXPIRED)
                .setFrom("app-0")
                .setEpoch(16)
                .setTime(Samples.NOON)
                .build();
    }
}
