package dev.coordinator.client.fencing;

import dev.coordinator.client.Epoch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A ledger that only the primary of the pool "billing" writes to. */
final class SqlLedger {

    private final DataSource database;

    SqlLedger(DataSource database) {
        this.database = database;
    }

    // region ledger
    /** Begins a reign: from here on no earlier epoch can write. Before this, what is read can still change. */
    void claim(Epoch epoch) throws SQLException, FencedException {
        inReign(epoch, transaction -> {});
    }

    /** Posts an entry once, however often it is called. */
    void post(Epoch epoch, Entry entry) throws SQLException, FencedException {
        inReign(epoch, transaction -> {
            if (isNew(transaction, entry, epoch)) {
                book(transaction, entry);
            }
        });
    }

    private void inReign(Epoch epoch, Work work) throws SQLException, FencedException {
        try (Connection transaction = database.getConnection()) {
            transaction.setAutoCommit(false);
            try {
                SqlFence.pass(transaction, "billing", epoch);
                work.in(transaction);
                transaction.commit();
            } finally {
                transaction.rollback(); // of what was not committed
            }
        }
    }
    // endregion

    private static boolean isNew(Connection transaction, Entry entry, Epoch epoch) throws SQLException {
        String insert = "INSERT INTO entry (id, account, cents, epoch) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";
        try (PreparedStatement statement = transaction.prepareStatement(insert)) {
            statement.setString(1, entry.id());
            statement.setString(2, entry.account());
            statement.setLong(3, entry.cents());
            statement.setLong(4, epoch.number());
            return statement.executeUpdate() == 1;
        }
    }

    private static void book(Connection transaction, Entry entry) throws SQLException {
        String update = "UPDATE account SET cents = cents + ? WHERE name = ?";
        try (PreparedStatement statement = transaction.prepareStatement(update)) {
            statement.setLong(1, entry.cents());
            statement.setString(2, entry.account());
            if (statement.executeUpdate() == 0) {
                throw new SQLException("no account " + entry.account());
            }
        }
    }

    record Entry(String id, String account, long cents) {}

    private interface Work {
        void in(Connection transaction) throws SQLException;
    }
}
