package dev.coordinator.server.lease;

import java.util.function.Consumer;

/** One entry of the log being applied: its time, what the cluster counts, and who is told of changes and of renewals. */
record Turn(ClusterTime now, long wallMillis, Registry registry, Consumer<Change> changes, Renewals renewals) {}
