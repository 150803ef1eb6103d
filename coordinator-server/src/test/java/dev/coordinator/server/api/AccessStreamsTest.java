package dev.coordinator.server.api;

import static dev.coordinator.server.api.GuardedNode.GRANTS;
import static dev.coordinator.server.api.GuardedNode.concat;
import static dev.coordinator.server.api.GuardedNode.principal;
import static dev.coordinator.server.api.GuardedNode.with;
import static dev.coordinator.server.api.TestNode.checkIn;
import static dev.coordinator.server.api.TestNode.info;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.coordinator.v1.CheckInResponse;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.Renewal;
import dev.coordinator.v1.Role;
import dev.coordinator.v1.SessionRequest;
import dev.coordinator.v1.SessionResponse;
import dev.coordinator.v1.WatchRequest;
import dev.coordinator.v1.WatchResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams of a node that checks its callers: what they may say and see, and how long they last. */
final class AccessStreamsTest {

    @TempDir
    Path folder;

    private GuardedNode guarded;

    @BeforeEach
    void start() throws IOException {
        guarded = new GuardedNode(folder, with("a", "b", "reader", "ops"));
    }

    @AfterEach
    void stop() {
        guarded.close();
    }

    @Test
    void sessionIsAskedMessageByMessage() {
        Session session = new Session("a");
        Session other = new Session("b");
        CheckInResponse granted = session.ask(checkInMessage(1, "orders", "a")).getCheckIn();

        Status forged = session.ask(checkInMessage(2, "orders", "b")).getError();
        Status stolen = other.ask(renewal(1, granted, 2)).getError();
        SessionResponse renewed = session.ask(renewal(3, granted, 2));

        assertThat(granted.getRole()).isEqualTo(Role.ROLE_PRIMARY);
        assertThat(forged.getCode()).isEqualTo(Code.PERMISSION_DENIED_VALUE);
        assertThat(info(stolen).getReason())
                .as("a handle that is another's tells nothing")
                .isEqualTo("UNKNOWN_HANDLE");
        assertThat(renewed.getCheckIn().getEpoch()).isEqualTo(granted.getEpoch());
    }

    @Test
    void revokedTokenEndsItsSessionAndItsWatch() throws IOException {
        Session session = new Session("a");
        session.ask(checkInMessage(1, "orders", "a"));
        StreamOf<WatchRequest, WatchResponse> watch = watch("reader", WatchRequest.getDefaultInstance());
        assertThat(watch.next().getPool().getName()).isEqualTo("orders");

        guarded.rules(with("ops"));

        assertThat(session.down.error().getCode()).isEqualTo(Code.UNAUTHENTICATED_VALUE);
        assertThat(watch.error().getCode()).isEqualTo(Code.UNAUTHENTICATED_VALUE);
        assertThat(guarded.audited).extracting(Audit.Entry::call).containsExactlyInAnyOrder("Session", "Watch");
    }

    @Test
    void revokedTokenEndsASessionThatHasSaidNothingToo() throws IOException {
        Session session = new Session("a");
        await().until(() -> guarded.node.server.load().sessions() == 1);

        guarded.rules(with("ops"));

        assertThat(session.down.error().getCode()).isEqualTo(Code.UNAUTHENTICATED_VALUE);
    }

    @Test
    void whoMayNotCheckInHasNoSession() {
        Session session = new Session("reader");

        assertThat(session.down.error().getCode()).isEqualTo(Code.PERMISSION_DENIED_VALUE);
        assertThat(guarded.node.server.load().sessions()).isZero();
    }

    @Test
    void whoMayLessGoesOnWithWhatIsLeft() throws IOException {
        Session session = new Session("a");
        CheckInResponse orders = session.ask(checkInMessage(1, "orders", "a")).getCheckIn();
        CheckInResponse bills = session.ask(checkInMessage(2, "bills", "a")).getCheckIn();
        StreamOf<WatchRequest, WatchResponse> one =
                watch("reader", WatchRequest.newBuilder().setPool("orders").build());
        one.next();

        guarded.rules(
                "principals:",
                principal("a", "a"),
                principal("reader", "reader"),
                "grants:",
                "  - {to: [a], may: [check_in], pools: [bills], instances: [a]}");

        assertThat(session.ask(renewal(3, orders, 2)).getError().getCode()).isEqualTo(Code.PERMISSION_DENIED_VALUE);
        assertThat(session.ask(renewal(4, bills, 2)).getCheckIn().getEpoch()).isEqualTo(bills.getEpoch());
        assertThat(one.error().getCode()).isEqualTo(Code.PERMISSION_DENIED_VALUE);
    }

    @Test
    void tokenRotatesWithoutAnInterruption() throws IOException {
        String[] both = {"principals:", principal("a", "a", "a-next")};
        Session session = new Session("a");
        CheckInResponse granted = session.ask(checkInMessage(1, "orders", "a")).getCheckIn();

        guarded.rules(concat(both, GRANTS));
        Session next = new Session("a-next");
        CheckInResponse moved = next.ask(checkInMessage(1, "orders", "a", 2)).getCheckIn();
        guarded.rules(concat(new String[] {"principals:", principal("a", "a-next")}, GRANTS));

        assertThat(moved.getEpoch()).isEqualTo(granted.getEpoch());
        assertThat(session.down.error().getCode()).isEqualTo(Code.UNAUTHENTICATED_VALUE);
        assertThat(next.ask(renewal(2, moved, 3)).getCheckIn().getEpoch()).isEqualTo(granted.getEpoch());
    }

    @Test
    void watchOfManyTellsOfThoseThatMayBeRead() {
        leases("a").checkIn(checkIn("bills", "a", 1, 1).build());
        leases("a").checkIn(checkIn("orders", "a", 1, 1).build());

        StreamOf<WatchRequest, WatchResponse> watch = watch("reader", WatchRequest.getDefaultInstance());

        assertThat(watch.next().getPool().getName()).isEqualTo("orders");
        assertThat(watch.next().hasSynced()).isTrue();
        guarded.node.log.pass(120_000);
        assertThat(watch.next().getChange().getPool()).isEqualTo("orders");
    }

    private LeaseServiceGrpc.LeaseServiceBlockingStub leases(String token) {
        return LeaseServiceGrpc.newBlockingStub(guarded.showing(token));
    }

    private StreamOf<WatchRequest, WatchResponse> watch(String token, WatchRequest request) {
        StreamOf<WatchRequest, WatchResponse> watch = StreamOf.thatIsRead();
        PoolServiceGrpc.newStub(guarded.showing(token)).watch(request, watch);
        return watch;
    }

    private static SessionRequest checkInMessage(long id, String pool, String instance) {
        return checkInMessage(id, pool, instance, 1);
    }

    private static SessionRequest checkInMessage(long id, String pool, String instance, long seq) {
        return SessionRequest.newBuilder()
                .setId(id)
                .setCheckIn(checkIn(pool, instance, 11, seq))
                .build();
    }

    private static SessionRequest renewal(long id, CheckInResponse granted, long seq) {
        return SessionRequest.newBuilder()
                .setId(id)
                .setRenewal(Renewal.newBuilder()
                        .setHandle(granted.getHandle())
                        .setSeq(seq)
                        .setHoldingEpoch(granted.getEpoch()))
                .build();
    }

    /** A stream of check-ins, asked one thing at a time. */
    private final class Session {

        private final StreamOf<SessionRequest, SessionResponse> down = StreamOf.thatIsRead();
        private final StreamObserver<SessionRequest> up;

        Session(String token) {
            up = LeaseServiceGrpc.newStub(guarded.showing(token)).session(down);
        }

        SessionResponse ask(SessionRequest request) {
            up.onNext(request);
            SessionResponse answer = down.next();
            while (answer.getId() != request.getId()) {
                answer = down.next();
            }
            return answer;
        }
    }
}
