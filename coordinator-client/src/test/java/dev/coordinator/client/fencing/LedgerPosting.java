package dev.coordinator.client.fencing;

import dev.coordinator.client.Epoch;
import dev.coordinator.client.Membership;
import dev.coordinator.client.PrimaryTask;
import java.sql.SQLException;

/** Posts what comes in, for as long as this instance is primary. */
final class LedgerPosting implements PrimaryTask {

    private final Membership billing;
    private final SqlLedger ledger;
    private final Inbox inbox;

    LedgerPosting(Membership billing, SqlLedger ledger, Inbox inbox) {
        this.billing = billing;
        this.ledger = ledger;
        this.inbox = inbox;
    }

    // region run
    @Override
    public void run(Epoch epoch) throws InterruptedException, SQLException, FencedException {
        try {
            ledger.claim(epoch); // before anything is read
            while (true) {
                SqlLedger.Entry entry = inbox.next(); // interrupted when the reign is to end
                ledger.post(epoch, entry);
                inbox.done(entry);
            }
        } catch (FencedException | SQLException e) {
            billing.release(); // who can't work should not hold the lease; does nothing when it has ended anyway
            throw e; // is logged; the task runs again with a later epoch only
        }
    }
    // endregion

    interface Inbox {

        /** Waits for the first entry that is not done. */
        SqlLedger.Entry next() throws InterruptedException;

        void done(SqlLedger.Entry entry);
    }
}
