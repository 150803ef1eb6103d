package dev.coordinator.server.membership;

import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.NodeId;

/**
 * Who a node says that it is, asked on its raft port.
 *
 * @param folder which data folder it runs on
 * @param lastLogIndex the last log entry it has stored; 0 for one that has none yet
 * @param aside whether it is made ready for a stop and doesn't stand for election
 */
public record Introduction(NodeId node, FolderId folder, long lastLogIndex, boolean aside) {}
