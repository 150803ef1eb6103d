package dev.coordinator.client.fencing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** A database in memory with the ledger's tables and one account; gone when closed. */
final class LedgerDatabase implements AutoCloseable {

    private final JdbcDataSource source = new JdbcDataSource();
    private final Connection open;

    LedgerDatabase() throws SQLException, IOException {
        source.setURL(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;LOCK_TIMEOUT=20000");
        open = source.getConnection();
        try (InputStream schema = LedgerDatabase.class.getResourceAsStream("schema.sql");
                Statement statement = open.createStatement()) {
            if (schema == null) {
                throw new IllegalStateException("schema.sql is missing");
            }
            statement.execute(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
            statement.execute("INSERT INTO account (name, cents) VALUES ('rent', 0)");
        }
    }

    DataSource source() {
        return source;
    }

    /** A transaction of its own, to be rolled back or committed. */
    Connection begin() throws SQLException {
        Connection transaction = source.getConnection();
        transaction.setAutoCommit(false);
        return transaction;
    }

    long balance() throws SQLException {
        return Long.parseLong(column("SELECT cents FROM account").get(0));
    }

    /** The ids of the entries in the order in which they were written. */
    List<String> entries() throws SQLException {
        return column("SELECT id FROM entry ORDER BY position");
    }

    long fence() throws SQLException {
        return Long.parseLong(column("SELECT epoch FROM fence").get(0));
    }

    boolean someoneWaits() throws SQLException {
        return !column("SELECT blocker_id FROM information_schema.sessions WHERE blocker_id IS NOT NULL")
                .isEmpty();
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = open.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        open.close();
    }

    private List<String> column(String query) throws SQLException {
        try (Statement statement = open.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
