package dev.coordinator.server.lease;

import java.util.Optional;

/**
 * Whose an epoch is, as far as anybody remembers.
 *
 * <p>An instance may honestly report an epoch that ended long ago: its packet was late, its pool was deleted since, its seat
 * was forgotten, the decision was lost with a cluster. So an epoch counts as foreign only if it certainly never was the
 * instance's. A pool's history says who was granted each epoch since the oldest grant that it keeps; a seat knows up to
 * which epoch it may have been granted some that the history doesn't keep; and a recovery knows which may be lost.
 */
final class Ownership {

    private Ownership() {}

    /** Whether {@code epoch} was never granted to the instance, under any of its runs. */
    static boolean isForeign(Registry registry, Seat seat, long epoch) {
        Pool pool = seat.pool();
        if (epoch > registry.lastEpoch()) {
            return true;
        }
        Optional<InstanceId> primary = pool.primaryOf(epoch);
        if (primary.isPresent()) {
            return !primary.get().equals(seat.id());
        }
        boolean remembered = !seat.mayHaveForgotten(epoch) || pool.remembersGrantsSince(epoch);
        return remembered && !registry.mayBeLost(epoch);
    }
}
