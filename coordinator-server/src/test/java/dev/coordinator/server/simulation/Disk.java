package dev.coordinator.server.simulation;

import java.util.ArrayList;
import java.util.List;

/** What a node keeps through a crash. Entries are counted from 1. */
final class Disk {

    private final List<LogEntry> entries = new ArrayList<>();
    private long term;
    private long snapshotIndex;
    private byte[] snapshot = {};

    long term() {
        return term;
    }

    void enter(long newTerm) {
        term = Math.max(term, newTerm);
    }

    long last() {
        return entries.size();
    }

    long termAt(long index) {
        return index == 0 ? 0 : at(index).term();
    }

    LogEntry at(long index) {
        return entries.get((int) index - 1);
    }

    List<LogEntry> from(long index) {
        return List.copyOf(entries.subList((int) index - 1, entries.size()));
    }

    List<LogEntry> upTo(long index) {
        return List.copyOf(entries.subList(0, (int) index));
    }

    void add(LogEntry entry) {
        entries.add(entry);
    }

    /** Drops everything after {@code index}; says how many those were. */
    int cutAfter(long index) {
        List<LogEntry> rest = entries.subList((int) index, entries.size());
        int dropped = rest.size();
        rest.clear();
        return dropped;
    }

    /** Whether {@code other} would lose nothing that is here if it led. */
    boolean isCoveredBy(Disk other) {
        long mine = termAt(last());
        long its = other.termAt(other.last());
        return its > mine || (its == mine && other.last() >= last());
    }

    long snapshotIndex() {
        return snapshotIndex;
    }

    byte[] snapshot() {
        return snapshot;
    }

    /** Forgets everything: the first entry of another log, and the state that it begins with. */
    void beginAnew(LogEntry first, byte[] image) {
        entries.clear();
        entries.add(first);
        term = first.term();
        keep(1, image);
    }

    void keep(long index, byte[] image) {
        snapshotIndex = index;
        snapshot = image;
    }
}
