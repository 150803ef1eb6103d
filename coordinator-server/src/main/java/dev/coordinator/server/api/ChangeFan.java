package dev.coordinator.server.api;

import dev.coordinator.server.api.http.Waiters;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.replication.ChangeListener;
import dev.coordinator.server.watch.WatchHub;
import dev.coordinator.server.watch.WatchLimits;
import java.util.List;

/**
 * Passes every change on to those who watch, and nudges the sessions that it concerns. Made before the replica that tells
 * it of changes, and closed after that; neither delays the thread that applies the log.
 */
public final class ChangeFan implements ChangeListener, AutoCloseable {

    private final WatchHub hub;
    private final Nudges nudges = new Nudges();
    private final Waiters waiters = new Waiters();

    private ChangeFan(WatchHub hub) {
        this.hub = hub;
    }

    /** One that was told nothing yet. */
    public static ChangeFan open(EdgeSettings settings) {
        EdgeLimits limits = settings.limits();
        return new ChangeFan(new WatchHub(
                settings.clusterId(),
                new WatchLimits(limits.maxWatches(), limits.watchBacklog(), WatchLimits.REMEMBERED)));
    }

    @Override
    public void announced(long logIndex, List<Change> changes) {
        nudges.told(logIndex, changes);
    }

    @Override
    public void applied(long logIndex, List<Change> changes) {
        nudges.told(logIndex, changes);
        hub.applied(logIndex, changes);
        waiters.applied(logIndex, changes);
    }

    @Override
    public void replaced(long logIndex) {
        hub.replaced(logIndex);
        waiters.replaced(logIndex);
    }

    /** Ends all watches; what is told from then on goes nowhere. */
    @Override
    public void close() {
        hub.close();
    }

    WatchHub hub() {
        return hub;
    }

    Waiters waiters() {
        return waiters;
    }

    Nudges nudges() {
        return nudges;
    }
}
