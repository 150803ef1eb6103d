package dev.coordinator.server.watch;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.PoolView;

/** What a watcher is told. */
public sealed interface WatchMessage {

    /** A matching pool as it is; before {@link Synced} only. */
    record Present(PoolView pool) implements WatchMessage {}

    /** All matching pools were told; changes follow. */
    record Synced() implements WatchMessage {}

    /** Something was decided. */
    record Changed(long logIndex, Change change) implements WatchMessage {}

    /** Changes were missed: what was told before counts no more, the present state follows. */
    record Resync() implements WatchMessage {}
}
