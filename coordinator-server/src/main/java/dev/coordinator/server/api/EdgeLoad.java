package dev.coordinator.server.api;

/**
 * What is open at a node's edge at one moment.
 *
 * @param sessions streams of check-ins
 * @param watches over gRPC or HTTP
 * @param waitingCheckIns over HTTP, whose answers wait for news
 */
public record EdgeLoad(int sessions, int watches, int waitingCheckIns) {}
