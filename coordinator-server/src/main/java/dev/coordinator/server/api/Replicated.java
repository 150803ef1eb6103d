package dev.coordinator.server.api;

import dev.coordinator.server.replication.LogStatus;
import dev.coordinator.server.replication.Reads;
import dev.coordinator.server.replication.Submissions;
import java.util.function.Supplier;

/**
 * What the edge calls.
 *
 * @param submissions takes what changes the state
 * @param reads of the state
 * @param status what this node knows of the log, asked at any time
 */
public record Replicated(Submissions submissions, Reads reads, Supplier<LogStatus> status) {}
