package dev.coordinator.server.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.PoolView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down what it is told, takes messages as the test says, and gets its pages from the test. */
final class ScriptedWatcher implements Watcher {

    /** A page that is asked for. */
    record Asked(Optional<PoolName> after, PageReader reader) {}

    private final List<String> told = new ArrayList<>();
    private final List<String> cursors = new ArrayList<>();
    private final List<Asked> asked = new ArrayList<>();
    private boolean isReady = true;
    private int left = Integer.MAX_VALUE;

    /** Takes so many messages from now on. */
    synchronized void takeOnly(int messages) {
        left = messages;
        isReady = messages > 0;
    }

    @Override
    public synchronized boolean isReady() {
        return isReady;
    }

    @Override
    public synchronized void tell(WatchCursor cursor, WatchMessage message) {
        told.add(describe(message));
        cursors.add(cursor.text());
        left--;
        isReady = left > 0;
    }

    private static String describe(WatchMessage message) {
        if (message instanceof WatchMessage.Changed changed) {
            return changed.logIndex() + " " + changed.change().pool();
        }
        if (message instanceof WatchMessage.Present present) {
            return present.pool().name().value();
        }
        return message instanceof WatchMessage.Synced ? "synced" : "resync";
    }

    @Override
    public synchronized void read(Optional<PoolName> after, int most, PageReader reader) {
        asked.add(new Asked(after, reader));
    }

    @Override
    public synchronized void tooSlow() {
        told.add("too slow");
    }

    @Override
    public synchronized void closing() {
        told.add("closing");
    }

    /** Gives the page that is asked for next; waits for the asking. */
    Optional<PoolName> page(long logIndex, List<PoolView> pools) {
        await().until(() -> !isUnasked());
        Asked next;
        synchronized (this) {
            next = asked.remove(0);
        }
        next.reader().page(logIndex, pools);
        return next.after();
    }

    private synchronized boolean isUnasked() {
        return asked.isEmpty();
    }

    synchronized List<String> told() {
        return List.copyOf(told);
    }

    synchronized String lastCursor() {
        return cursors.get(cursors.size() - 1);
    }

    /** Waits until this, and nothing else, was told. */
    void awaitTold(String... messages) {
        await().untilAsserted(() -> assertThat(told()).containsExactly(messages));
    }
}
