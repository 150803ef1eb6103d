package dev.coordinator.server.simulation;

import dev.coordinator.server.journal.Entries;
import dev.coordinator.server.journal.Group;
import dev.coordinator.server.journal.Image;
import dev.coordinator.server.journal.Images;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.LeaseMachine;
import dev.coordinator.server.lease.PoolView;
import dev.coordinator.server.lease.Stamp;
import dev.coordinator.server.lease.StateImage;
import dev.coordinator.server.roster.Registry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every entry that a quorum has, in order, and what must come of it.
 *
 * <p>It takes each entry once, at the moment of its commit: reads its bytes, and gives its time and its commands one by one
 * to a state of its own, with every invariant asked after each. Nodes, which take entries whole, at their own pace and
 * partly from memory, must come to the same decisions, changes and bytes.
 */
final class Ledger {

    private final Story story;
    private final Tally tally;
    private final List<Committed> entries = new ArrayList<>();
    private final List<Invariant> lasting = Invariant.lasting();
    private final CommittedStays committedStays = new CommittedStays();
    private final AnsweredIsCommitted answered = new AnsweredIsCommitted(this);
    private final ReplicasAgree replicas = new ReplicasAgree();
    private LeaseMachine machine = new LeaseMachine();
    private List<Invariant> invariants;
    private byte[] origin = bytes(machine.image());
    private final Agreement agreement = new Agreement();
    private final Watcher watcher;
    private StateImage latest = machine.image();
    private long answeredUpTo;
    private long digest = 0xcbf29ce484222325L;

    Ledger(Story story, Tally tally, Watcher watcher) {
        this.story = story;
        this.tally = tally;
        this.watcher = watcher;
        this.invariants = Invariant.ofOneCluster(latest, tally);
    }

    /** Counts what it sees; decides nothing. */
    @FunctionalInterface
    interface Watcher {
        void saw(Step step);
    }

    /**
     * Another cluster goes on from what was kept of this one, in a log of its own; what follows must hold across that, too.
     *
     * @param keptUpTo the last entry of this one that what was kept knows of
     */
    void beginAnew(LogEntry first, long keptUpTo, StateImage kept, byte[] image, boolean unsafe) {
        replaysAlike();
        mix(image);
        StateImage lost = latest;
        origin = image;
        machine = LeaseMachine.from(read(image));
        latest = machine.image();
        answeredUpTo = 0;
        agreement.beginAnew();
        entries.clear();
        add(nothing(first));
        invariants = Invariant.ofOneCluster(latest, tally);
        Recovered recovered = new Recovered(lost, kept, latest, keptUpTo, unsafe);
        lasting.forEach(invariant -> invariant.recovered(recovered));
    }

    void committed(long index, LogEntry entry) {
        if (index <= entries.size()) {
            committedStays.committedAgain(index, at(index).entry(), entry);
            return;
        }
        tally.saw(Sight.ENTRIES);
        mix(entry.bytes());
        add(entry.saysNothing() ? nothing(entry) : taken(index, entry));
    }

    private void add(Committed entry) {
        entries.add(entry);
        agreement.takes(entries.size(), latest);
    }

    private Committed nothing(LogEntry entry) {
        Group empty = new Group(new Stamp(ClusterTime.ZERO, 0), List.of());
        return new Committed(entry, empty, List.of(), List.of(), view(machine));
    }

    private Committed taken(long index, LogEntry entry) {
        Group group = Entries.decode(entry.bytes());
        List<Change> all = new ArrayList<>();
        List<Decision> decisions = new ArrayList<>();
        step(index, entry, group.stamp(), Optional.empty(), all);
        for (Command command : group.commands()) {
            decisions.add(
                    step(index, entry, group.stamp(), Optional.of(command), all).orElseThrow());
        }
        return new Committed(entry, group, decisions, all, view(machine));
    }

    private Optional<Decision> step(
            long index, LogEntry entry, Stamp stamp, Optional<Command> command, List<Change> all) {
        List<Change> changes = new ArrayList<>();
        List<Command> commands = command.map(List::of).orElseGet(List::of);
        StateImage before = latest;
        if (story.isHeard()) {
            command.ifPresent(each -> story.tell(Telling.pool(each, before), () -> Telling.line(each, before)));
        }
        Optional<Decision> decision =
                machine.apply(stamp, commands, changes::add).stream().findFirst();
        Step step = Step.of(
                index,
                stamp,
                entry,
                command.flatMap(said -> decision.map(what -> new Step.Heard(said, what))),
                changes,
                before,
                machine);
        latest = step.after();
        if (story.isHeard()) {
            tellOutcome(step);
        }
        lasting.forEach(invariant -> invariant.check(step));
        invariants.forEach(invariant -> invariant.check(step));
        watcher.saw(step);
        all.addAll(changes);
        return decision;
    }

    private void tellOutcome(Step step) {
        String at = "  at " + step.now();
        step.heard().ifPresent(heard -> {
            String pool = Telling.pool(heard.command(), step.before());
            story.tell(pool, () -> at + ", entry " + step.index() + ": " + Telling.line(heard.decision()));
        });
        step.changes().forEach(change -> story.tell(change.pool().value(), () -> at + " " + Telling.line(change)));
    }

    /** What a reader asks for. */
    static List<PoolView> view(LeaseMachine machine) {
        return machine.list("", Optional.empty(), Integer.MAX_VALUE);
    }

    StateImage latest() {
        return latest;
    }

    LeaseMachine machine() {
        return machine;
    }

    long size() {
        return entries.size();
    }

    Committed at(long index) {
        return entries.get((int) index - 1);
    }

    /** S4: what is answered was committed and applied, and is what the log says. */
    void answered(long index, Command command, Decision decision) {
        answered.check(index, command, decision);
        answeredUpTo = Math.max(answeredUpTo, index);
    }

    /** The latest entry that somebody knows of, by the answer to a command or to a read. */
    long answeredUpTo() {
        return answeredUpTo;
    }

    /** Somebody has read the state at that entry. */
    void read(long index) {
        answeredUpTo = Math.max(answeredUpTo, index);
    }

    /** S8: what an entry decides and changes. */
    void agrees(String who, long index, List<Decision> decisions, List<Change> changes) {
        replicas.checkOutcome(who, index, decisions, changes, at(index));
    }

    /** S8: what is announced of an entry is in it. */
    void includes(String who, long index, List<Change> some) {
        replicas.checkAnnounced(who, index, some, at(index).changes());
    }

    /** S8: the state after an entry, whole and in bytes. */
    Agreement agreement() {
        return agreement;
    }

    /**
     * S8: the whole log again, entry by entry, and from a snapshot on, gives the same bytes.
     *
     * @return how many commands were decided again after the snapshot
     */
    long replaysAlike() {
        long decided = new ReplayedEqualsLive().check(origin, entries, bytes(latest));
        tally.saw(Sight.REPLAYED, decided);
        return decided;
    }

    static byte[] bytes(StateImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            Images.write(new Image(image, Registry.NONE), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static StateImage read(byte[] image) {
        try {
            return Images.read(new ByteArrayInputStream(image)).state();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stirs bytes into the digest of the run. */
    void mix(byte[] bytes) {
        for (byte each : bytes) {
            digest = (digest ^ (each & 0xff)) * 0x100000001b3L;
        }
    }

    /** A digest of all entries, of the state and of what was heard. */
    long digest() {
        mix(bytes(latest));
        return digest;
    }
}
