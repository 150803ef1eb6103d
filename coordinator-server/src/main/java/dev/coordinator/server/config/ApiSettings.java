package dev.coordinator.server.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The edge that applications and people talk to.
 *
 * @param listen where the node accepts them
 * @param access the file that says who may do what; empty: everybody may do everything
 * @param createPools whether the first check-in of a pool makes it
 */
public record ApiSettings(
        HostPort listen, ApiTls tls, UnixSocket unix, Optional<Path> access, boolean createPools, ApiLimits limits) {}
