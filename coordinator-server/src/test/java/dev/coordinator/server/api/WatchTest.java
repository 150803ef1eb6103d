package dev.coordinator.server.api;

import static dev.coordinator.server.api.TestNode.checkIn;
import static dev.coordinator.server.api.TestNode.info;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Timestamp;
import com.google.rpc.Code;
import dev.coordinator.server.replication.Failure;
import dev.coordinator.v1.Change;
import dev.coordinator.v1.ChangeKind;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.WatchRequest;
import dev.coordinator.v1.WatchResponse;
import io.grpc.Channel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WatchTest {

    private TestNode node;

    @BeforeEach
    void start() throws IOException {
        node = TestNode.start();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void presentStateComesFirstThenSyncedThenChanges() {
        checkInFirst("orders");
        checkInFirst("bills");
        checkInFirst("unrelated");

        StreamOf<WatchRequest, WatchResponse> watch =
                watch(WatchRequest.newBuilder().setPrefix("o"));

        assertThat(watch.next().getPool().getName()).isEqualTo("orders");
        assertThat(watch.next().hasSynced()).isTrue();
        checkInFirst("other");
        Change created = watch.next().getChange();
        assertThat(created.getKind()).isEqualTo(ChangeKind.CHANGE_KIND_POOL_CREATED);
        assertThat(created.getPool()).isEqualTo("other");
        assertThat(created.getLogIndex()).isEqualTo(4);
        Change granted = watch.next().getChange();
        assertThat(granted.getKind()).isEqualTo(ChangeKind.CHANGE_KIND_GRANTED);
        assertThat(granted.getTo()).isEqualTo("a");
        assertThat(granted.getEpoch()).isEqualTo(4);
        assertThat(granted.getCandidatesList()).hasSize(1);
        assertThat(granted.getTime())
                .isEqualTo(Timestamp.newBuilder()
                        .setSeconds(1_700_000_000)
                        .setNanos(123_000_000)
                        .build());
    }

    @Test
    void onePoolIsWatchedByItsExactName() {
        checkInFirst("orders");
        checkInFirst("orders-2");

        StreamOf<WatchRequest, WatchResponse> watch =
                watch(WatchRequest.newBuilder().setPool("orders"));

        assertThat(watch.next().getPool().getName()).isEqualTo("orders");
        assertThat(watch.next().hasSynced()).isTrue();
        checkInFirst("orders-3");
        node.log.pass(120_000);
        assertThat(watch.next().getChange().getKind()).isEqualTo(ChangeKind.CHANGE_KIND_VACATED);
    }

    @Test
    void watchGoesOnAtAnotherNodeWithoutAGap() throws IOException {
        try (TestNode other = TestNode.with(node.log, TestNode.LIMITS, true)) {
            StreamOf<WatchRequest, WatchResponse> first = watch(WatchRequest.newBuilder());
            first.next();
            checkInFirst("orders");
            WatchResponse created = first.next();
            assertThat(created.getChange().getKind()).isEqualTo(ChangeKind.CHANGE_KIND_POOL_CREATED);
            first.call().cancel("moves on", null);
            checkInFirst("bills");

            StreamOf<WatchRequest, WatchResponse> second =
                    watch(other.channel(), WatchRequest.newBuilder().setCursor(created.getCursor()));

            assertThat(List.of(
                            second.next().getChange(),
                            second.next().getChange(),
                            second.next().getChange()))
                    .extracting(change -> change.getPool() + " " + change.getKind())
                    .containsExactly(
                            "orders CHANGE_KIND_GRANTED",
                            "bills CHANGE_KIND_POOL_CREATED",
                            "bills CHANGE_KIND_GRANTED");
        }
    }

    @Test
    void cursorOfAnotherClusterStartsAnew() {
        checkInFirst("orders");

        StreamOf<WatchRequest, WatchResponse> watch =
                watch(WatchRequest.newBuilder().setCursor("cluster-b-1-0"));

        assertThat(watch.next().hasResync()).isTrue();
        assertThat(watch.next().getPool().getName()).isEqualTo("orders");
        assertThat(watch.next().hasSynced()).isTrue();
    }

    @Test
    void watcherThatDoesNotReadIsDroppedAndResumesByItsLastCursor() {
        StreamOf<WatchRequest, WatchResponse> slow = StreamOf.thatIsNotRead();
        PoolServiceGrpc.newStub(node.channel()).watch(WatchRequest.getDefaultInstance(), slow);
        StreamOf<WatchRequest, WatchResponse> quick = watch(WatchRequest.newBuilder());
        quick.next();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            checkInFirst("pool-" + i);
            all.add(name(quick.next()));
            all.add(name(quick.next()));
        }
        StreamOf<WatchRequest, WatchResponse> beyond =
                watch(WatchRequest.newBuilder().setPool("nothing"));
        assertThat(beyond.isServed()).isTrue();

        slow.read();

        assertThat(info(slow.error()).getReason()).isEqualTo("SLOW_WATCHER");
        assertThat(slow.next().hasSynced()).isTrue();
        List<WatchResponse> got = slow.rest();
        beyond.call().cancel("looked", null);
        WatchRequest.Builder rest =
                WatchRequest.newBuilder().setCursor(got.get(got.size() - 1).getCursor());
        StreamOf<WatchRequest, WatchResponse> resumed = await().until(() -> watch(rest), StreamOf::isServed);
        List<String> seen = new ArrayList<>(got.stream().map(WatchTest::name).toList());
        while (seen.size() < all.size()) {
            seen.add(name(resumed.next()));
        }
        assertThat(seen).isEqualTo(all);
    }

    @Test
    void watchesAreBoundedAndAnEndedOneMakesRoom() {
        StreamOf<WatchRequest, WatchResponse> first = watch(WatchRequest.newBuilder());
        watch(WatchRequest.newBuilder()).next();
        first.next();

        StreamOf<WatchRequest, WatchResponse> beyond = watch(WatchRequest.newBuilder());

        assertThat(beyond.error().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED_VALUE);
        first.call().cancel("done", null);
        await().until(() -> watch(WatchRequest.newBuilder()).isServed());
    }

    @Test
    void presentStateNeedsAQuorum() {
        node.log.fail(Failure.NO_LEADER);

        StreamOf<WatchRequest, WatchResponse> watch = watch(WatchRequest.newBuilder());

        assertThat(info(watch.error()).getReason()).isEqualTo("NO_LEADER");
    }

    private StreamOf<WatchRequest, WatchResponse> watch(WatchRequest.Builder request) {
        return watch(node.channel(), request);
    }

    private static StreamOf<WatchRequest, WatchResponse> watch(Channel channel, WatchRequest.Builder request) {
        StreamOf<WatchRequest, WatchResponse> down = StreamOf.thatIsRead();
        PoolServiceGrpc.newStub(channel).watch(request.build(), down);
        return down;
    }

    private void checkInFirst(String pool) {
        node.leases().checkIn(checkIn(pool, "a", 11, 1).build());
    }

    private static String name(WatchResponse message) {
        return message.getChange().getPool() + " " + message.getChange().getKind();
    }
}
