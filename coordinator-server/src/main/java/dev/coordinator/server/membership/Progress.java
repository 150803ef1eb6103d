package dev.coordinator.server.membership;

import dev.coordinator.server.roster.NodeId;

/**
 * How far the node on its way in or out has come.
 *
 * @param lastLogIndex the last log entry that a joining node was last seen to have stored
 * @param trouble why the last attempt came to nothing; empty: it didn't
 */
public record Progress(NodeId node, long lastLogIndex, String trouble) {}
