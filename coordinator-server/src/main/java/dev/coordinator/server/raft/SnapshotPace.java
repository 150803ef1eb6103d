package dev.coordinator.server.raft;

import java.util.concurrent.atomic.AtomicBoolean;

/** Asks for a snapshot when so many entries were applied since the last one was asked for. */
final class SnapshotPace {

    private final long entries;
    private final Runnable snapshot;
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile long covered;

    SnapshotPace(long entries, Runnable snapshot) {
        this.entries = entries;
        this.snapshot = snapshot;
    }

    void applied(long index) {
        if (index - covered >= entries && asked.compareAndSet(false, true)) {
            snapshot.run();
        }
    }

    /** An attempt at {@code index} has come to its end, well or not; the next is due so many entries later. */
    void attempted(long index) {
        covered = index;
        asked.set(false);
    }

    void covered(long index) {
        covered = index;
    }
}
