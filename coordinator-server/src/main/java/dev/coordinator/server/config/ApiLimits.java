package dev.coordinator.server.config;

/**
 * How much one node serves at once; what is beyond is refused, and told the limit.
 *
 * @param maxMessageBytes of one request
 * @param maxConnections open at once
 * @param maxCallsPerConnection going on at once over one connection
 * @param maxInstancesPerSession that one stream may check in for
 * @param maxSessions streams of check-ins open at once
 * @param maxWatches open at once
 * @param watchBacklog changes a slow watch may lag behind before it is told and dropped
 */
public record ApiLimits(
        int maxMessageBytes,
        int maxConnections,
        int maxCallsPerConnection,
        int maxInstancesPerSession,
        int maxSessions,
        int maxWatches,
        int watchBacklog) {

    public ApiLimits {
        Keys.MAX_MESSAGE_BYTES.check((long) maxMessageBytes);
        Keys.MAX_CONNECTIONS.check(maxConnections);
        Keys.MAX_CALLS_PER_CONNECTION.check(maxCallsPerConnection);
        Keys.MAX_INSTANCES_PER_SESSION.check(maxInstancesPerSession);
        Keys.MAX_SESSIONS.check(maxSessions);
        Keys.MAX_WATCHES.check(maxWatches);
        Keys.WATCH_BACKLOG.check(watchBacklog);
    }
}
