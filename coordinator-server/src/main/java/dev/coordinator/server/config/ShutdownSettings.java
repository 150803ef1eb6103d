package dev.coordinator.server.config;

import java.time.Duration;

/**
 * How the node stops.
 *
 * @param grace how long open calls may take to finish once the node has been asked to stop
 */
public record ShutdownSettings(Duration grace) {

    public ShutdownSettings {
        Keys.GRACE.check(grace);
    }
}
