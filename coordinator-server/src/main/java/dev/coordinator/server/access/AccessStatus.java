package dev.coordinator.server.access;

import java.time.Instant;
import java.util.Optional;

/**
 * Which rules are in force.
 *
 * @param loaded when they were read
 * @param failure why what the file holds now is not; empty: it is
 */
public record AccessStatus(Instant loaded, Optional<Failure> failure) {

    /** What is wrong with the file, and when that was found. */
    public record Failure(Instant at, String why) {}
}
