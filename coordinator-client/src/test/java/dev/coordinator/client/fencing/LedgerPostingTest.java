package dev.coordinator.client.fencing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coordinator.client.Coordinator;
import dev.coordinator.client.Epoch;
import dev.coordinator.client.FakeNode;
import dev.coordinator.client.Member;
import dev.coordinator.client.Membership;
import dev.coordinator.v1.CheckInRequest;
import dev.coordinator.v1.CheckInResponse;
import dev.coordinator.v1.Role;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The client, its lease and the fence together. */
@Timeout(60)
@ExtendWith(NothingLeftRunning.class)
final class LedgerPostingTest {

    private static final SqlLedger.Entry MARCH = new SqlLedger.Entry("march", "rent", 500);
    private static final SqlLedger.Entry APRIL = new SqlLedger.Entry("april", "rent", 300);

    private final Inbox inbox = new Inbox();
    private final LedgerDatabase database;
    private final SqlLedger ledger;
    private final FakeNode node;

    LedgerPostingTest() throws SQLException, IOException {
        database = new LedgerDatabase();
        ledger = new SqlLedger(database.source());
        node = new FakeNode();
    }

    @AfterEach
    void close() throws SQLException {
        node.close();
        database.close();
    }

    @Test
    void primaryClaimsTheLedgerBeforeItHasAnythingToPost() throws Exception {
        node.script = request -> Optional.of(primary(7));
        try (Coordinator coordinator = connect()) {
            start(coordinator);
            await().until(() -> database.fence() == 7);

            inbox.queue.add(MARCH);

            assertThat(inbox.nextDone()).isEqualTo(MARCH);
            assertThat(database.entries()).containsExactly("march");
        }
    }

    @Test
    void refusedPrimaryGivesTheLeaseUpAndRetriesNothingInThatEpoch() throws Exception {
        node.script = until(7, standby());
        try (Coordinator coordinator = connect()) {
            start(coordinator);
            inbox.queue.add(MARCH);
            assertThat(inbox.nextDone()).isEqualTo(MARCH);
            ledger.claim(new Epoch(8));

            inbox.queue.add(APRIL);

            assertThat(releaseOf(7).getHoldingEpoch()).isEqualTo(7);
            assertThat(database.entries()).containsExactly("march");
            assertThat(inbox.queue).containsExactly(APRIL);
        }
    }

    @Test
    void whatWasRefusedIsPostedOnceInTheNextReign() throws Exception {
        ledger.claim(new Epoch(8));
        inbox.queue.add(MARCH);
        node.script = until(7, primary(9));
        try (Coordinator coordinator = connect()) {
            start(coordinator);

            assertThat(inbox.nextDone()).isEqualTo(MARCH);
            assertThat(database.fence()).isEqualTo(9);
            assertThat(database.entries()).containsExactly("march");
        }
    }

    private Coordinator connect() {
        return Coordinator.to(List.of(node.endpoint())).connect();
    }

    private void start(Coordinator coordinator) {
        // region start
        Membership billing = coordinator.join(Member.of("billing", "billing-1"));
        billing.whilePrimary(new LedgerPosting(billing, ledger, inbox));
        // endregion
    }

    /** Holds an epoch until it is released, and then whatever comes after it. */
    private static Function<CheckInRequest, Optional<CheckInResponse>> until(long epoch, CheckInResponse afterwards) {
        AtomicBoolean released = new AtomicBoolean();
        return request -> {
            CheckInResponse answer = released.get() ? afterwards : primary(epoch);
            released.compareAndSet(false, request.getRelease());
            return Optional.of(request.getRelease() ? standby() : answer);
        };
    }

    private CheckInRequest releaseOf(long epoch) throws InterruptedException {
        CheckInRequest request = node.nextCheckIn();
        while (!request.getRelease()) {
            assertThat(request.getHoldingEpoch()).isIn(0L, epoch);
            request = node.nextCheckIn();
        }
        return request;
    }

    private static CheckInResponse primary(long epoch) {
        return answer(Role.ROLE_PRIMARY)
                .setEpoch(epoch)
                .setLeaseValidMs(100_000)
                .build();
    }

    private static CheckInResponse standby() {
        return answer(Role.ROLE_STANDBY).build();
    }

    private static CheckInResponse.Builder answer(Role role) {
        return CheckInResponse.newBuilder().setRole(role).setNextCheckInMs(100);
    }

    private static final class Inbox implements LedgerPosting.Inbox {

        private final BlockingDeque<SqlLedger.Entry> queue = new LinkedBlockingDeque<>();
        private final BlockingQueue<SqlLedger.Entry> done = new LinkedBlockingQueue<>();

        @Override
        public SqlLedger.Entry next() throws InterruptedException {
            SqlLedger.Entry next = queue.takeFirst();
            queue.addFirst(next);
            return next;
        }

        @Override
        public void done(SqlLedger.Entry entry) {
            queue.remove(entry);
            done.add(entry);
        }

        SqlLedger.Entry nextDone() throws InterruptedException {
            SqlLedger.Entry entry = done.poll(20, TimeUnit.SECONDS);
            if (entry == null) {
                throw new AssertionError("nothing was posted in time");
            }
            return entry;
        }
    }
}
