package dev.coordinator.server.simulation;

import dev.coordinator.server.journal.Group;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.Decision;
import java.util.List;

/** An entry of the log that a quorum has, and what came of it. */
record Committed(LogEntry entry, Group group, List<Decision> decisions, List<Change> changes) {}
