package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.LeaseMachine;
import dev.coordinator.server.lease.StateImage;
import dev.coordinator.server.outbox.Outbox;
import dev.coordinator.server.replication.Admission;
import dev.coordinator.server.replication.Completion;
import dev.coordinator.server.replication.Failure;
import dev.coordinator.server.replication.GroupMeter;
import dev.coordinator.server.replication.LogReads;
import dev.coordinator.server.replication.Proposals;
import dev.coordinator.server.replication.Reads;
import dev.coordinator.server.replication.Replica;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.roster.Roster;
import dev.coordinator.server.roster.RosterBook;
import dev.coordinator.server.ticking.Ticker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One coordinator: the real replica, proposals and ticker over a played log, through crashes and restarts. */
final class Node {

    private static final Admission ROOMY = new Admission(10_000, 1 << 24);
    static final long WALL_CLOCK_MILLIS = 1_700_000_000_000L;
    private static final long REVIEW_MILLIS = 100;

    private final World world;
    private final Cluster cluster;
    private final int number;
    private final NodeId id;
    private final Disk disk = new Disk();
    private final DriftingClock clock;
    private final Chance chance;
    private final long snapshotEvery;
    private Optional<Running> running = Optional.empty();
    private int generation;
    private long pausedUntilNanos;
    private long wallOffMillis;
    private long agreedUpTo;

    Node(World world, Cluster cluster, int number, DriftingClock clock, Chance chance) {
        this.world = world;
        this.cluster = cluster;
        this.number = number;
        this.id = new NodeId("n" + number);
        this.clock = clock;
        this.chance = chance;
        this.wallOffMillis = number * 7_777L;
        this.snapshotEvery = chance.between(40, 250);
    }

    /** The parts that a crash destroys. */
    private record Running(Proposals proposals, Replica replica, NodeLog log, LogReads reads, LogReads atOnce) {}

    int number() {
        return number;
    }

    NodeId id() {
        return id;
    }

    Disk disk() {
        return disk;
    }

    Chance chance() {
        return chance;
    }

    boolean isUp() {
        return running.isPresent();
    }

    boolean isPaused() {
        return pausedUntilNanos > world.now();
    }

    boolean isWorking() {
        return isUp() && !isPaused();
    }

    NodeLog log() {
        return running.orElseThrow().log();
    }

    /** Starts, from its snapshot if it has one. */
    void boot() {
        generation++;
        Proposals proposals = new Proposals(ROOMY, clock::nanos, this::wallMillis, this::soon, GroupMeter.NONE);
        Ticker ticker = new Ticker(proposals, new NodeTimer(this));
        ToldChanges changes = new ToldChanges(world, cluster, this);
        Replica replica =
                new Replica(proposals, changes, ticker::applied, new RosterBook(Roster.NONE), new Outbox(() -> 0));
        NodeLog log = new NodeLog(world, cluster, this, replica);
        LogReads reads = new LogReads(proposals, replica, this::soon, clock::nanos);
        LogReads atOnce = new LogReads(proposals, replica, Runnable::run, clock::nanos);
        running = Optional.of(new Running(proposals, replica, log, reads, atOnce));
        agreedUpTo = 0;
        if (disk.snapshotIndex() > 0) {
            world.tally().saw(Sight.RESTARTS_FROM_SNAPSHOT);
            install(disk.snapshotIndex(), disk.snapshot());
        }
        proposals.connect(log, new NodeMail(world, cluster, this, generation), changes);
        review();
    }

    /** Its monotonic clock. */
    long clockNanos() {
        return clock.nanos();
    }

    /** No two nodes' wall clocks agree, and none need be right. */
    long wallMillis() {
        return WALL_CLOCK_MILLIS + wallOffMillis + world.now() / 1_000_000;
    }

    /** From now on it is off by so much. */
    void setWallClock(long offMillis) {
        wallOffMillis = offMillis;
    }

    /** Somebody sees that it is behind, and sets it right. */
    void setWallClockAtLeast(long millis) {
        wallOffMillis += Math.max(0, millis - wallMillis());
    }

    private void review() {
        running.ifPresent(parts -> {
            parts.proposals().review();
            parts.reads().review();
        });
        inNanos(REVIEW_MILLIS * Timeline.MILLI, this::review);
    }

    void crash() {
        running = Optional.empty();
        generation++;
        pausedUntilNanos = 0;
        clock.goOn();
    }

    /** Does nothing for a while, and then everything that waited. */
    void pause(long nanos, boolean clockStands) {
        pausedUntilNanos = world.now() + nanos;
        if (clockStands) {
            clock.stop();
            world.timeline().in(nanos, clock::goOn);
        }
    }

    void wake() {
        clock.goOn();
        pausedUntilNanos = Math.min(pausedUntilNanos, world.now());
    }

    /** Unless it crashes before that; later if it is paused then. */
    void inNanos(long nanos, Runnable what) {
        int born = generation;
        world.timeline().in(nanos, () -> run(born, what));
    }

    void soon(Runnable what) {
        inNanos(0, what);
    }

    /** Now, or when its pause is over, unless it crashes before that. */
    void whenAwake(Runnable what) {
        run(generation, what);
    }

    private void run(int born, Runnable what) {
        if (born != generation) {
            return;
        }
        if (isPaused()) {
            world.timeline().at(pausedUntilNanos, () -> run(born, what));
        } else {
            what.run();
        }
    }

    void submit(Command command, Completion completion) {
        running.orElseThrow().proposals().submit(command, completion);
    }

    /** Rightly or not. */
    boolean believesToLead() {
        return isUp() && running.orElseThrow().proposals().isLeading();
    }

    /** Reads what sees every decision answered before. */
    <T> void read(Function<LeaseMachine, T> query, Reads.Reader<T> reader) {
        running.orElseThrow().reads().linearizable(query, reader);
    }

    /** The log has been applied up to there. */
    void applied(long index) {
        agrees(index);
        boolean snapshotIsDue = index - disk.snapshotIndex() >= snapshotEvery;
        if (snapshotIsDue || Agreement.comparesBytesAt(index)) {
            byte[] image = image();
            world.ledger().agreement().agrees(toString(), index, image);
            if (snapshotIsDue) {
                disk.keep(index, image);
            }
        }
    }

    /** S8: nothing is left out between a snapshot, or the start, and the last entry. */
    private void agrees(long index) {
        if (index != agreedUpTo + 1) {
            throw new ReplicasAgree().broken(this + " goes on with entry " + index + " after " + agreedUpTo);
        }
        agreedUpTo = index;
        if (Agreement.comparesStateAt(index) && compares(index)) {
            world.tally().saw(log().isLeader() ? Sight.LED : Sight.FOLLOWED);
        }
    }

    /** The whole state; there is none to be seen before the first entry that says something. */
    private boolean compares(long index) {
        boolean[] seen = {false};
        running.orElseThrow().atOnce().stale(LeaseMachine::image, new Reads.Reader<StateImage>() {
            @Override
            public void answered(long logIndex, StateImage state) {
                world.ledger().agreement().agrees(Node.this.toString(), index, state);
                seen[0] = true;
            }

            @Override
            public void failed(Failure failure) {
                // Nothing to be seen yet.
            }
        });
        return seen[0];
    }

    /** The last entry up to which everything that it made of the log was compared. */
    long agreedUpTo() {
        return agreedUpTo;
    }

    void install(long index, byte[] snapshot) {
        try {
            running.orElseThrow().replica().install(index, new ByteArrayInputStream(snapshot));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        running.orElseThrow().log().installed(index);
        if (!Arrays.equals(snapshot, image())) {
            throw new ReplicasAgree().broken(this + " reads a snapshot and would write another");
        }
        world.ledger().agreement().agrees(this + " by a snapshot", index, snapshot);
        if (!compares(index)) {
            throw new ReplicasAgree().broken(this + " has taken a snapshot and shows nothing of it");
        }
        agreedUpTo = index;
    }

    byte[] image() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            running.orElseThrow().replica().image().writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static long majorityOf(List<Node> nodes) {
        return nodes.size() / 2 + 1L;
    }

    @Override
    public String toString() {
        return "node " + id;
    }
}
