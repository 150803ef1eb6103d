package dev.coordinator.client.fencing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.coordinator.client.Epoch;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The SQL recipe, on real connections. */
@Timeout(60)
@ExtendWith(NothingLeftRunning.class)
final class SqlLedgerTest {

    private static final Epoch SEVEN = new Epoch(7);
    private static final Epoch EIGHT = new Epoch(8);
    private static final SqlLedger.Entry MARCH = new SqlLedger.Entry("march", "rent", 500);
    private static final SqlLedger.Entry APRIL = new SqlLedger.Entry("april", "rent", 300);

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> new Thread(task, "fencing-sql"));
    private final LedgerDatabase database;
    private final SqlLedger ledger;

    SqlLedgerTest() throws SQLException, IOException {
        database = new LedgerDatabase();
        ledger = new SqlLedger(database.source());
    }

    @AfterEach
    void close() throws SQLException {
        threads.shutdownNow();
        database.close();
    }

    @Test
    void lateWriterIsRefusedAndLeavesNothingBehind() throws Exception {
        ledger.post(SEVEN, MARCH);
        ledger.claim(EIGHT);

        assertThatThrownBy(() -> ledger.post(SEVEN, APRIL))
                .isInstanceOf(FencedException.class)
                .hasMessage("epoch 7 is over: epoch 8 has begun");

        assertThat(database.entries()).containsExactly("march");
        assertThat(database.balance()).isEqualTo(500);
        assertThat(database.fence()).isEqualTo(8);
    }

    @Test
    void writerOfTheSameReignGoesOn() throws Exception {
        ledger.claim(SEVEN);
        ledger.post(SEVEN, MARCH);
        ledger.post(SEVEN, APRIL);

        assertThat(database.balance()).isEqualTo(800);
    }

    @Test
    void entryIsPostedOnceThoughItIsSentTwice() throws Exception {
        ledger.post(SEVEN, MARCH);
        ledger.post(SEVEN, MARCH);
        ledger.post(EIGHT, MARCH);

        assertThat(database.entries()).containsExactly("march");
        assertThat(database.balance()).isEqualTo(500);
    }

    @Test
    void writeThatFailsRaisesNoFence() throws Exception {
        ledger.claim(SEVEN);
        SqlLedger.Entry unknown = new SqlLedger.Entry("march", "no such account", 500);

        assertThatThrownBy(() -> ledger.post(EIGHT, unknown)).isInstanceOf(SQLException.class);

        assertThat(database.fence()).isEqualTo(7);
        assertThat(database.entries()).isEmpty();
    }

    @Test
    void claimWaitsForTheWriteThatIsUnderWayAndThenSeesIt() throws Exception {
        try (Connection late = database.begin()) {
            SqlFence.pass(late, "billing", SEVEN);
            CompletableFuture<Long> seen = CompletableFuture.supplyAsync(this::claimAndReadBalance, threads);
            await().until(database::someoneWaits);

            late.createStatement().executeUpdate("UPDATE account SET cents = 500 WHERE name = 'rent'");
            late.commit();

            assertThat(seen.get(20, TimeUnit.SECONDS)).isEqualTo(500);
        }
    }

    @Test
    void writerThatWaitedAtTheFenceIsRefusedIfALaterEpochWentThrough() throws Exception {
        try (Connection claim = database.begin()) {
            SqlFence.pass(claim, "billing", EIGHT);
            CompletableFuture<Boolean> refused = CompletableFuture.supplyAsync(() -> isRefused(SEVEN, MARCH), threads);
            await().until(database::someoneWaits);

            claim.commit();

            assertThat(refused.get(20, TimeUnit.SECONDS)).isTrue();
            assertThat(database.entries()).isEmpty();
        }
    }

    @Test
    void writerThatWaitedAtTheFencePassesIfTheLaterEpochIsRolledBack() throws Exception {
        try (Connection claim = database.begin()) {
            SqlFence.pass(claim, "billing", EIGHT);
            CompletableFuture<Boolean> refused = CompletableFuture.supplyAsync(() -> isRefused(SEVEN, MARCH), threads);
            await().until(database::someoneWaits);

            claim.rollback();

            assertThat(refused.get(20, TimeUnit.SECONDS)).isFalse();
            assertThat(database.entries()).containsExactly("march");
        }
    }

    @Test
    void racingReignsFollowOneAnother() throws Exception {
        Race race =
                Race.run((epoch, number) -> ledger.post(epoch, new SqlLedger.Entry(epoch + "/" + number, "rent", 1)));

        assertThat(database.entries()).isEqualTo(race.expected());
        assertThat(database.balance()).isEqualTo(race.expected().size());
        assertThat(race.accepted()).last().isEqualTo(Race.WRITES);
    }

    @Test
    void fenceOutsideOfATransactionIsRefused() throws Exception {
        try (Connection connection = database.source().getConnection()) {
            assertThatThrownBy(() -> SqlFence.pass(connection, "billing", SEVEN))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void fenceWithoutARowLetsNobodyThrough() throws Exception {
        database.execute("DELETE FROM fence");

        assertThatThrownBy(() -> ledger.post(SEVEN, MARCH))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no row for pool billing");
        assertThat(database.entries()).isEmpty();
    }

    private long claimAndReadBalance() {
        try {
            ledger.claim(EIGHT);
            return database.balance();
        } catch (SQLException | FencedException e) {
            throw new AssertionError(e);
        }
    }

    private boolean isRefused(Epoch epoch, SqlLedger.Entry entry) {
        try {
            ledger.post(epoch, entry);
            return false;
        } catch (FencedException e) {
            return true;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
