package dev.coordinator.server.lease;

import java.util.List;

/** An immutable picture of a seat; every field of {@link Seat} under its name. */
public record SeatImage(
        InstanceId id,
        Incarnation incarnation,
        List<Incarnation> superseded,
        List<Contender> contenders,
        List<Long> lossesMillis,
        Profile profile,
        Handle handle,
        long seq,
        long lastSeenMillis,
        long toldNextMillis,
        long liveSinceMillis,
        long yieldsUntilMillis,
        long alarmedEpoch,
        Presence presence) {}
