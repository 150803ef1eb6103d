package dev.coordinator.client.fencing;

import dev.coordinator.client.Epoch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Lets a transaction through unless a later epoch has been here. */
final class SqlFence {

    private SqlFence() {}

    // region fence
    /**
     * To be the first statement of a transaction. It locks the fence's row until the transaction ends, so nobody comes in
     * between this check and the commit.
     */
    static void pass(Connection transaction, String pool, Epoch epoch) throws SQLException, FencedException {
        if (transaction.getAutoCommit()) {
            throw new IllegalStateException("outside of a transaction the fence guards nothing");
        }
        String raise = "UPDATE fence SET epoch = ? WHERE pool = ? AND epoch <= ?";
        try (PreparedStatement statement = transaction.prepareStatement(raise)) {
            statement.setLong(1, epoch.number());
            statement.setString(2, pool);
            statement.setLong(3, epoch.number());
            if (statement.executeUpdate() == 0) {
                throw new FencedException(epoch, highest(transaction, pool));
            }
        }
    }
    // endregion

    private static Epoch highest(Connection transaction, String pool) throws SQLException {
        String query = "SELECT epoch FROM fence WHERE pool = ?";
        try (PreparedStatement statement = transaction.prepareStatement(query)) {
            statement.setString(1, pool);
            ResultSet row = statement.executeQuery();
            if (!row.next()) {
                throw new IllegalStateException("the fence has no row for pool " + pool);
            }
            return new Epoch(row.getLong(1));
        }
    }
}
