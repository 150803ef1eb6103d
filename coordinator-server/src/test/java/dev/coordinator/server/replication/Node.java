package dev.coordinator.server.replication;

import dev.coordinator.server.journal.Entries;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Handle;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.Profile;
import dev.coordinator.server.outbox.Outbox;
import dev.coordinator.server.roster.Roster;
import dev.coordinator.server.roster.RosterBook;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything of one node between its edge and its log, driven by hand. */
final class Node implements ChangeListener {

    static final Admission PLENTY = new Admission(1_000_000, 1L << 30);

    final FakeClock clock = new FakeClock(Long.MAX_VALUE - 1_000_000_000L);
    final FakeLog log = new FakeLog();
    final FakePeers peers = new FakePeers();
    final Drained completions = new Drained();
    final List<Change> changes = new ArrayList<>();
    final List<Change> announced = new ArrayList<>();
    final List<Long> replaced = new ArrayList<>();
    Optional<ClusterTime> due = Optional.empty();
    final RosterBook book = new RosterBook(Roster.NONE);
    final Outbox outbox = new Outbox(clock);
    final Proposals proposals;
    final Replica replica;

    Node(Admission admission) {
        proposals = new Proposals(admission, clock, () -> 1_700_000_000_000L, completions, GroupMeter.NONE);
        replica = new Replica(proposals, this, next -> due = next, book, outbox);
    }

    /** Connected, and leading nowhere. */
    static Node following() {
        Node node = new Node(PLENTY);
        node.proposals.connect(node.log, node.peers, node);
        return node;
    }

    /** Leads in term 1, its first tick applied, so that it is idle. */
    static Node leading() {
        return leading(PLENTY);
    }

    static Node leading(Admission admission) {
        Node node = new Node(admission);
        node.proposals.connect(node.log, node.peers, node);
        node.log.is(LogStatus.Role.LEADER);
        node.replica.leadershipGained(new Term(1));
        node.log.commitAll(node.replica);
        return node;
    }

    Outcome submit(Command command) {
        Outcome outcome = new Outcome();
        proposals.submit(command, outcome);
        return outcome;
    }

    Outcome barrier() {
        return submit(new Command.Barrier());
    }

    /** Submits until the window is full and one command has gathered behind it. */
    List<Outcome> fillWindow() {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i <= Proposals.WINDOW; i++) {
            outcomes.add(barrier());
        }
        return outcomes;
    }

    long stampOf(byte[] entry) {
        return Entries.decode(entry).stamp().time().millis();
    }

    byte[] image() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        replica.image().writeTo(out);
        return out.toByteArray();
    }

    static Command.CheckIn checkIn(String pool, String instance) {
        return new Command.CheckIn(
                new PoolName(pool),
                new InstanceId(instance),
                Incarnation.BARE,
                List.of(),
                0,
                0,
                Profile.PLAIN,
                Holding.UNSAID,
                false,
                true);
    }

    static Command.Renewal renewal(Holding holding) {
        return new Command.Renewal(new Handle(7), 1, holding);
    }

    @Override
    public void announced(long logIndex, List<Change> news) {
        announced.addAll(news);
    }

    @Override
    public void applied(long logIndex, List<Change> news) {
        changes.addAll(news);
    }

    @Override
    public void replaced(long logIndex) {
        replaced.add(logIndex);
    }
}
