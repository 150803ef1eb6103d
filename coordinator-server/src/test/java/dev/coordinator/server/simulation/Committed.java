package dev.coordinator.server.simulation;

import dev.coordinator.server.journal.Group;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.PoolView;
import java.util.List;

/**
 * An entry of the log that a quorum has, and what came of it.
 *
 * @param view what readers see of every pool after it
 */
record Committed(LogEntry entry, Group group, List<Decision> decisions, List<Change> changes, List<PoolView> view) {}
