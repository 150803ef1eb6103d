package dev.coordinator.server.api.backup;

import dev.coordinator.server.lease.StateImage;

/** The state of a cluster after one log entry, and where it comes from. */
public record Backup(Origin origin, StateImage image) {

    /** How many seats are in it. */
    public long instances() {
        return image.pools().stream().mapToLong(pool -> pool.seats().size()).sum();
    }
}
