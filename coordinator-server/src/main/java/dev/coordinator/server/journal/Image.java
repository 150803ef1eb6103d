package dev.coordinator.server.journal;

import dev.coordinator.server.lease.StateImage;
import dev.coordinator.server.roster.Registry;

/** All that a node's snapshot says: the pools, and beside them the nodes. */
public record Image(StateImage state, Registry nodes) {}
