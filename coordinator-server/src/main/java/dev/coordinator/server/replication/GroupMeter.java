package dev.coordinator.server.replication;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.Renewals;
import java.util.List;

/** Told by the node that leads how its groups fare. Must not block, nor throw. */
public interface GroupMeter extends Renewals {

    /** Measures nothing. */
    GroupMeter NONE = new GroupMeter() {
        @Override
        public void closed(int commands, long gatheredNanos) {}

        @Override
        public void committed(long nanos) {}

        @Override
        public void applied(long nanos, List<Change> changes) {}

        @Override
        public void renewed(long leftMillis, long ttlMillis) {}
    };

    /**
     * A group was closed.
     *
     * @param gatheredNanos since the first of its commands came; 0 without commands
     */
    void closed(int commands, long gatheredNanos);

    /** A quorum has a group, so long after it was closed. */
    void committed(long nanos);

    /** A group was applied in so long, and that came of it. */
    void applied(long nanos, List<Change> changes);
}
