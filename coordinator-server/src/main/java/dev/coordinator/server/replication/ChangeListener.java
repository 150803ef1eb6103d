package dev.coordinator.server.replication;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.Decision;
import java.util.List;

/** Told of every change; must not block. */
public interface ChangeListener {

    /**
     * The leading node has applied changes of which this node's log will tell; on any thread, perhaps never, perhaps after
     * the log has told. Whom it concerns may be called; everything else waits for {@link #applied}.
     */
    void announced(long logIndex, List<Change> changes);

    /**
     * An entry was applied that changed something; {@code changes} are in order and not empty. In the order of the log, on
     * the apply thread.
     */
    void applied(long logIndex, List<Change> changes);

    /**
     * What came of every entry's commands, in their order, on every node alike, whether anybody waits for it here or not. After
     * {@link #applied}, on the apply thread. For those who compare nodes; nobody else needs to know.
     */
    default void decided(long logIndex, List<Decision> decisions) {}

    /** The state was replaced by a snapshot that includes everything up to {@code logIndex}. On the apply thread. */
    void replaced(long logIndex);
}
