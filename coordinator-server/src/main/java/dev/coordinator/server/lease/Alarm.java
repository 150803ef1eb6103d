package dev.coordinator.server.lease;

import java.util.Optional;

/**
 * An instance claimed an epoch that is not its own: two may act as primary.
 *
 * @param claimant who claimed it, and by which run
 * @param epoch as claimed; need not be an epoch that was ever granted
 * @param holder who held the lease at that moment
 */
public record Alarm(InstanceId instance, Occupant claimant, long epoch, Optional<InstanceId> holder, long wallMillis) {}
