package dev.coordinator.server.journal;

import dev.coordinator.server.lease.StateImage;
import dev.coordinator.server.outbox.OutboxImage;
import dev.coordinator.server.roster.Registry;

/** All that a node's snapshot says: the pools, and beside them the nodes and what webhooks are yet to be told. */
public record Image(StateImage state, Registry nodes, OutboxImage outbox) {

    /** Of a cluster without webhooks. */
    public Image(StateImage state, Registry nodes) {
        this(state, nodes, OutboxImage.NONE);
    }
}
