package dev.coordinator.server.api;

import dev.coordinator.server.access.AccessControl;
import java.util.Optional;

/**
 * Who is let in, and who is told of it.
 *
 * @param access empty: everybody who reaches the node may do everything
 */
public record Entrance(Optional<AccessControl> access, Audit audit) {

    /** For everybody. */
    public static final Entrance OPEN = new Entrance(Optional.empty(), Audit.NONE);
}
