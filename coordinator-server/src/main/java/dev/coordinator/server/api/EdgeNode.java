package dev.coordinator.server.api;

import dev.coordinator.server.roster.NodeId;

/**
 * A node as clients are told of it.
 *
 * @param apiAddress where clients reach it, host:port
 * @param raftAddress where the other nodes reach it, host:port
 */
public record EdgeNode(NodeId id, String apiAddress, String raftAddress) {}
