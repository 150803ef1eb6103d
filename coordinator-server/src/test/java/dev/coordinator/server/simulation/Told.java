package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Change;
import java.util.List;

/** Changes that a node applied. */
record Told(Node by, List<Change> changes) {}
