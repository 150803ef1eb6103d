package dev.coordinator.server.api;

/**
 * How much a node's edge serves at once; what is beyond is refused, and told the limit.
 *
 * @param maxMessageBytes of one request
 * @param maxConnections open at once
 * @param maxCallsPerConnection going on at once over one connection
 * @param maxSessions streams of check-ins open at once
 * @param maxInstancesPerSession that one stream may check in for
 * @param maxWatches open at once
 * @param watchBacklog changes a slow watch may lag behind before it is told and dropped
 */
public record EdgeLimits(
        int maxMessageBytes,
        int maxConnections,
        int maxCallsPerConnection,
        int maxSessions,
        int maxInstancesPerSession,
        int maxWatches,
        int watchBacklog) {

    /** What holds where nothing else was said. */
    public static final EdgeLimits DEFAULT = new EdgeLimits(65_536, 10_000, 1_000, 10_000, 10_000, 1_000, 1_024);

    public EdgeLimits {
        atLeastOne("maxMessageBytes", maxMessageBytes);
        atLeastOne("maxConnections", maxConnections);
        atLeastOne("maxCallsPerConnection", maxCallsPerConnection);
        atLeastOne("maxSessions", maxSessions);
        atLeastOne("maxInstancesPerSession", maxInstancesPerSession);
        atLeastOne("maxWatches", maxWatches);
        atLeastOne("watchBacklog", watchBacklog);
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is at least 1, not " + value);
        }
    }
}
