package dev.coordinator.server.simulation;

import dev.coordinator.server.replication.AppendFailure;
import dev.coordinator.server.replication.LogConsumer;
import dev.coordinator.server.replication.LogStatus;
import dev.coordinator.server.replication.Proposal;
import dev.coordinator.server.replication.ReplicatedLog;
import dev.coordinator.server.replication.Term;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One node's part in the played consensus: Raft's rules for appending, committing and truncating, with votes counted in one
 * moment. What it promises to the node is what the real one does: committed entries in order, leadership told after
 * everything before it is applied, and exactly one word on each proposal.
 */
final class NodeLog implements ReplicatedLog {

    private static final long RESEND_NANOS = 100 * Timeline.MILLI;

    private final World world;
    private final Cluster cluster;
    private final Node node;
    private final LogConsumer consumer;
    private final Disk disk;
    private final CommittedStays rule = new CommittedStays();
    private final TreeMap<Long, Proposal> pending = new TreeMap<>();
    private final long[] matched;
    private final long[] sent;
    private final long[] told;
    private final long[] sentAtNanos;
    private final long patienceNanos;
    private Optional<Node> leader = Optional.empty();
    private boolean isLeader;
    private boolean leads;
    private boolean applying;
    private long committed;
    private long applied;
    private long heardNanos;

    NodeLog(World world, Cluster cluster, Node node, LogConsumer consumer) {
        this.world = world;
        this.cluster = cluster;
        this.node = node;
        this.consumer = consumer;
        this.disk = node.disk();
        this.matched = new long[world.plan().nodes()];
        this.sent = new long[world.plan().nodes()];
        this.told = new long[world.plan().nodes()];
        this.sentAtNanos = new long[world.plan().nodes()];
        this.patienceNanos = node.chance().between(100, 200) * world.plan().electionMillis() * Timeline.MILLI / 100;
        this.heardNanos = world.now();
    }

    boolean isLeader() {
        return isLeader;
    }

    long applied() {
        return applied;
    }

    @Override
    public LogStatus status() {
        LogStatus.Role role = isLeader ? LogStatus.Role.LEADER : LogStatus.Role.CANDIDATE;
        if (!isLeader && leader.isPresent()) {
            role = LogStatus.Role.FOLLOWER;
        }
        return new LogStatus(role, disk.term(), leader.map(Node::id), applied, committed, disk.last());
    }

    @Override
    public void append(Term term, byte[] entry, Proposal proposal) {
        if (!isLeader || !leads || disk.term() != term.number()) {
            node.soon(() -> proposal.failed(AppendFailure.NOT_LEADER));
        } else if (cluster.isRefusingEntries(node)) {
            node.soon(() -> proposal.failed(AppendFailure.BUSY));
        } else {
            add(entry);
            pending.put(disk.last(), proposal);
            replicate();
        }
    }

    private void add(byte[] bytes) {
        disk.add(new LogEntry(disk.term(), bytes, world.now(), node.clockNanos()));
        matched[node.number()] = disk.last();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException("a node crashes, it doesn't close");
    }

    /** Looks around, several times a second. */
    void watch() {
        if (isLeader) {
            long reached = cluster.nodes().stream()
                    .filter(other -> cluster.isInReach(node, other))
                    .count();
            heardNanos = reached >= Node.majorityOf(cluster.nodes()) ? world.now() : heardNanos;
            if (world.now() - heardNanos > patienceNanos) {
                follow(disk.term(), Optional.empty());
            }
            replicate();
            return;
        }
        boolean hears = leader.filter(other -> cluster.isInReach(node, other)
                        && other.log().isLeader()
                        && other.disk().term() == disk.term())
                .isPresent();
        if (hears) {
            heardNanos = world.now();
        } else if (world.now() - heardNanos > patienceNanos) {
            leader = Optional.empty();
            stand(false);
        }
    }

    /** @param atOnce as when a leader hands over: nobody is loyal to the old one */
    void stand(boolean atOnce) {
        List<Node> voters = cluster.nodes().stream()
                .filter(other -> cluster.isInReach(node, other))
                .filter(other -> other.disk().isCoveredBy(disk))
                .filter(other -> atOnce || other.log().wouldVote())
                .toList();
        if (voters.size() < Node.majorityOf(cluster.nodes()) || isLeader) {
            return;
        }
        long term =
                1 + voters.stream().mapToLong(each -> each.disk().term()).max().orElse(0);
        voters.forEach(each -> each.log().follow(term, Optional.of(node)));
        lead();
    }

    private boolean wouldVote() {
        return !isLeader && world.now() - heardNanos > world.plan().electionMillis() * Timeline.MILLI;
    }

    private void lead() {
        isLeader = true;
        leader = Optional.of(node);
        for (Node other : cluster.nodes()) {
            matched[other.number()] = 0;
            told[other.number()] = 0;
            sent[other.number()] = disk.last();
        }
        world.tally().saw(Sight.ELECTIONS);
        world.story().tell(() -> node + " is elected in term " + disk.term());
        add(new byte[0]);
        replicate();
    }

    private void follow(long term, Optional<Node> newLeader) {
        disk.enter(term);
        leader = newLeader;
        heardNanos = world.now();
        if (!isLeader) {
            return;
        }
        isLeader = false;
        world.story().tell(() -> node + " leads no more");
        var open = pending.tailMap(committed, false);
        open.values().forEach(each -> node.soon(() -> each.failed(AppendFailure.OUTCOME_UNKNOWN)));
        open.clear();
        if (leads) {
            leads = false;
            consumer.leadershipLost();
        }
    }

    private void replicate() {
        for (Node other : cluster.nodes()) {
            if (other != node) {
                replicate(other);
            }
        }
    }

    private void replicate(Node other) {
        int to = other.number();
        boolean unanswered = matched[to] < sent[to] && world.now() - sentAtNanos[to] > RESEND_NANOS;
        if (unanswered) {
            sent[to] = matched[to];
        }
        if (sent[to] >= disk.last() && matched[to] >= disk.last() && told[to] >= committed) {
            return;
        }
        if (sent[to] < disk.snapshotIndex() && node.chance().percent(50)) {
            sendSnapshot(other);
            return;
        }
        long before = sent[to];
        Append message = new Append(node, disk.term(), before, disk.termAt(before), disk.from(before + 1), committed);
        sent[to] = disk.last();
        told[to] = committed;
        sentAtNanos[to] = world.now();
        cluster.carry(node, other, () -> other.log().receive(message));
    }

    private record Append(Node from, long term, long before, long termBefore, List<LogEntry> entries, long committed) {}

    private void receive(Append message) {
        if (message.term < disk.term()) {
            long newer = disk.term();
            cluster.carry(node, message.from, () -> message.from.log().outdated(newer));
            return;
        }
        if (message.term > disk.term() || isLeader || leader.isEmpty()) {
            follow(message.term, Optional.of(message.from));
        }
        heardNanos = world.now();
        long before = message.before;
        boolean fits = before <= disk.last() && disk.termAt(before) == message.termBefore;
        if (!fits) {
            long hint = Math.min(committed, before);
            cluster.carry(node, message.from, () -> message.from.log().missing(node, message.term, hint));
            return;
        }
        take(message);
        long matches = before + message.entries.size();
        committed = Math.max(committed, Math.min(message.committed, matches));
        applySoon();
        cluster.carry(node, message.from, () -> message.from.log().matches(node, message.term, matches));
    }

    private void take(Append message) {
        long index = message.before;
        for (LogEntry entry : message.entries) {
            index++;
            if (index <= disk.last() && disk.termAt(index) != entry.term()) {
                rule.dropped(node, index, committed);
                world.tally().saw(Sight.ENTRIES_LOST, disk.cutAfter(index - 1));
            }
            if (index > disk.last()) {
                disk.add(entry);
            }
        }
    }

    private void outdated(long newer) {
        if (newer > disk.term()) {
            follow(newer, Optional.empty());
        }
    }

    private void missing(Node other, long term, long hint) {
        if (isLeader && term == disk.term()) {
            sent[other.number()] = Math.min(sent[other.number()], hint);
            sentAtNanos[other.number()] = 0;
            replicate(other);
        }
    }

    private void matches(Node other, long term, long index) {
        if (!isLeader || term != disk.term()) {
            return;
        }
        matched[other.number()] = Math.max(matched[other.number()], index);
        long[] sorted = matched.clone();
        Arrays.sort(sorted);
        long byMajority = sorted[sorted.length - (int) Node.majorityOf(cluster.nodes())];
        if (byMajority > committed && disk.termAt(byMajority) == disk.term()) {
            for (long i = committed + 1; i <= byMajority; i++) {
                world.ledger().committed(i, disk.at(i));
            }
            committed = byMajority;
            applySoon();
        }
    }

    private void sendSnapshot(Node other) {
        long index = disk.snapshotIndex();
        byte[] snapshot = disk.snapshot();
        List<LogEntry> covered = disk.upTo(index);
        long term = disk.term();
        sent[other.number()] = index;
        sentAtNanos[other.number()] = world.now();
        cluster.carry(node, other, () -> other.log().receiveSnapshot(node, term, index, snapshot, covered));
    }

    private void receiveSnapshot(Node from, long term, long index, byte[] snapshot, List<LogEntry> covered) {
        if (term < disk.term()) {
            return;
        }
        if (term > disk.term() || isLeader || leader.isEmpty()) {
            follow(term, Optional.of(from));
        }
        if (index <= committed) {
            long has = committed;
            cluster.carry(node, from, () -> from.log().matches(node, term, has));
            return;
        }
        if (disk.last() < index
                || disk.termAt(index) != covered.get((int) index - 1).term()) {
            disk.cutAfter(0);
            covered.forEach(disk::add);
        }
        disk.keep(index, snapshot);
        world.tally().saw(Sight.SNAPSHOTS_INSTALLED);
        world.story().tell(() -> node + " takes a snapshot at entry " + index + " from " + from);
        node.install(index, snapshot);
        cluster.carry(node, from, () -> from.log().matches(node, term, index));
    }

    void installed(long index) {
        committed = Math.max(committed, index);
        applied = index;
        var passed = pending.headMap(index, true);
        passed.values().forEach(each -> node.soon(() -> each.failed(AppendFailure.OUTCOME_UNKNOWN)));
        passed.clear();
    }

    private void applySoon() {
        if (!applying && applied < committed) {
            applying = true;
            node.inNanos(cluster.applyDelay(node), this::apply);
        }
    }

    private void apply() {
        applying = false;
        while (applied < committed) {
            long index = ++applied;
            LogEntry entry = disk.at(index);
            if (!entry.saysNothing()) {
                consumer.apply(index, entry.bytes(), Optional.ofNullable(pending.remove(index)));
            } else if (isLeader && !leads && entry.term() == disk.term()) {
                leads = true;
                consumer.leadershipGained(new Term(entry.term()));
            }
            node.applied(index);
        }
    }
}
