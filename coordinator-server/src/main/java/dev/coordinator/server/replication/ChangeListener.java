package dev.coordinator.server.replication;

import dev.coordinator.server.lease.Change;
import java.util.List;

/** Told of every change, in the order of the log, on the apply thread; must not block. */
public interface ChangeListener {

    /** An entry was applied that changed something; {@code changes} are in order and not empty. */
    void applied(long logIndex, List<Change> changes);

    /** The state was replaced by a snapshot that includes everything up to {@code logIndex}. */
    void replaced(long logIndex);
}
