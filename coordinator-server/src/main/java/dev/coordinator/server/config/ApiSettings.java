package dev.coordinator.server.config;

/**
 * The edge that applications and people talk to.
 *
 * @param listen where the node accepts them
 * @param createPools whether the first check-in of a pool makes it
 */
public record ApiSettings(HostPort listen, ApiTls tls, UnixSocket unix, boolean createPools, ApiLimits limits) {}
