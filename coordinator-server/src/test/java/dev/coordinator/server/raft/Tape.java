package dev.coordinator.server.raft;

import dev.coordinator.server.replication.LogConsumer;
import dev.coordinator.server.replication.Proposal;
import dev.coordinator.server.replication.SnapshotImage;
import dev.coordinator.server.replication.Term;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The smallest state there is: every entry, in order. The entry {@value #POISON} can't be applied. */
final class Tape implements LogConsumer {

    static final String POISON = "poison";

    private final List<String> entries = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private long lastIndex;
    private Optional<Term> leading = Optional.empty();

    @Override
    public synchronized void leadershipGained(Term term) {
        leading = Optional.of(term);
        told.add("gained " + term);
    }

    @Override
    public synchronized void leadershipLost() {
        leading = Optional.empty();
        told.add("lost");
    }

    @Override
    public synchronized void apply(long index, byte[] entry, Optional<Proposal> proposal) {
        if (index <= lastIndex) {
            throw new IllegalStateException("entry " + index + " after " + lastIndex);
        }
        String text = new String(entry, StandardCharsets.UTF_8);
        if (text.equals(POISON)) {
            throw new IllegalStateException("as the test asked");
        }
        lastIndex = index;
        entries.add(text);
        proposal.ifPresent(ours -> ((Attempt) ours).applied());
    }

    @Override
    public synchronized SnapshotImage image() {
        byte[] all = String.join("\n", entries).getBytes(StandardCharsets.UTF_8);
        return out -> out.write(all);
    }

    @Override
    public synchronized void install(long index, InputStream snapshot) throws IOException {
        entries.clear();
        new String(snapshot.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(entries::add);
        lastIndex = index;
        told.add("installed");
    }

    synchronized List<String> entries() {
        return List.copyOf(entries);
    }

    synchronized List<String> told() {
        return List.copyOf(told);
    }

    synchronized Optional<Term> leading() {
        return leading;
    }
}
