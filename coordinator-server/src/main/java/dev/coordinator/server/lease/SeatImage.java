package dev.coordinator.server.lease;

import java.util.List;
import java.util.Optional;

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
        long eligibleSinceMillis,
        long yieldsUntilMillis,
        long alarmedEpoch,
        long forgottenEpoch,
        Presence presence,
        Optional<Cordon> cordon,
        Optional<Dispute> dispute,
        Optional<Eviction> eviction) {

    /** As after a recovery: no handle stands for anything, and no lease keeps an evicted run any longer. */
    SeatImage recovered() {
        boolean evicted =
                eviction.map(Eviction::run).filter(incarnation::equals).isPresent();
        return new SeatImage(
                id,
                incarnation,
                superseded,
                contenders,
                lossesMillis,
                profile,
                Handle.NONE,
                seq,
                lastSeenMillis,
                toldNextMillis,
                liveSinceMillis,
                eligibleSinceMillis,
                yieldsUntilMillis,
                alarmedEpoch,
                forgottenEpoch,
                evicted ? Presence.LEFT : presence,
                cordon,
                dispute,
                eviction);
    }
}
