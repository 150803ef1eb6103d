package dev.coordinator.server.replication;

import dev.coordinator.server.journal.Entries;
import dev.coordinator.server.journal.Group;
import dev.coordinator.server.journal.Image;
import dev.coordinator.server.journal.Images;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.LeaseMachine;
import dev.coordinator.server.lease.Renewals;
import dev.coordinator.server.outbox.Outbox;
import dev.coordinator.server.roster.RosterBook;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * This node's copy of the state: applies what the log says, completes those who waited for it, and tells of what changed.
 *
 * <p>Reads and the log take turns by its lock; a read holds it for one query only.
 */
public final class Replica implements LogConsumer {

    /** How many changes of one entry are announced to other nodes; of more they learn by the log. */
    static final int MOST_ANNOUNCED = 128;

    private final Proposals proposals;
    private final ChangeListener listener;
    private final Consumer<Optional<ClusterTime>> nextDue;
    private final RosterBook book;
    private final Outbox outbox;
    private LeaseMachine machine = new LeaseMachine();
    private final AppliedIndex applied = new AppliedIndex();

    /**
     * The empty state.
     *
     * @param listener told of every change
     * @param nextDue told after every entry when time alone will next change something; must not block
     * @param book where the log's roster is written down
     * @param outbox takes what webhooks are to be told
     */
    public Replica(
            Proposals proposals,
            ChangeListener listener,
            Consumer<Optional<ClusterTime>> nextDue,
            RosterBook book,
            Outbox outbox) {
        this.proposals = proposals;
        this.listener = listener;
        this.nextDue = nextDue;
        this.book = book;
        this.outbox = outbox;
    }

    @Override
    public void leadershipGained(Term term) {
        Optional<ClusterTime> due;
        synchronized (this) {
            proposals.lead(term, machine.time());
            due = machine.nextDue();
        }
        nextDue.accept(due);
    }

    @Override
    public void leadershipLost() {
        proposals.follow();
    }

    @Override
    public void apply(long index, byte[] entry, Optional<Proposal> proposal) {
        Optional<InFlight> own = proposal.map(InFlight.class::cast);
        Group group = own.map(InFlight::group).orElseGet(() -> Entries.decode(entry));
        List<Change> changes = new ArrayList<>(0);
        List<Decision> decisions;
        ClusterTime time;
        Optional<ClusterTime> due;
        long began = own.isPresent() ? proposals.monotonicNanos() : 0;
        synchronized (this) {
            decisions = machine.apply(
                    group.stamp(),
                    group.commands(),
                    changes::add,
                    own.isPresent() ? proposals.meter() : Renewals.UNMEASURED);
            time = machine.time();
            due = machine.nextDue();
            group.roster()
                    .ifPresent(next -> book.replicated(
                            book.registry().after(next, group.stamp().wallMillis())));
            outbox.applied(index, changes, group.advance());
            applied.reached(index);
        }
        // The next group goes on its way before the answers to this one are written.
        if (own.isPresent()) {
            measure(own.get(), began, changes);
            List<Change> urgent = changes.stream().filter(Change::isUrgent).toList();
            boolean announced = !urgent.isEmpty() && urgent.size() <= MOST_ANNOUNCED;
            proposals.applied(own.get(), time, own.get().isAwaitedElsewhere() || !(announced || changes.isEmpty()));
            if (announced) {
                proposals.announce(index, urgent);
            }
        } else {
            proposals.applied(time);
        }
        if (!changes.isEmpty()) {
            listener.applied(index, changes);
        }
        listener.decided(index, decisions);
        own.ifPresent(waiting -> waiting.decided(index, decisions, book.replicated()));
        nextDue.accept(due);
        applied.release();
    }

    private void measure(InFlight group, long began, List<Change> changes) {
        GroupMeter meter = proposals.meter();
        meter.committed(began - group.closedNanos());
        meter.applied(proposals.monotonicNanos() - began, changes);
    }

    @Override
    public SnapshotImage image() {
        Image image;
        synchronized (this) {
            image = new Image(machine.image(), book.registry(), outbox.image());
        }
        return out -> Images.write(image, out);
    }

    @Override
    public void install(long index, InputStream snapshot) throws IOException {
        Image image = Images.read(snapshot);
        LeaseMachine loaded = LeaseMachine.from(image.state());
        synchronized (this) {
            machine = loaded;
            book.replicated(image.nodes());
            outbox.restore(image.outbox());
            applied.reached(index);
            proposals.applied(loaded.time());
        }
        listener.replaced(index);
        applied.release();
    }

    /** Runs a query on the present state. */
    synchronized <T> At<T> query(Function<LeaseMachine, T> query) {
        return new At<>(applied.index(), query.apply(machine));
    }

    AppliedIndex applied() {
        return applied;
    }

    /** A result, and the last log entry it reflects. */
    record At<T>(long logIndex, T result) {}
}
