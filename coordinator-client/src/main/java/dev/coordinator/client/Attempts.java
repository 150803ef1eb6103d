package dev.coordinator.client;

import java.util.Optional;
import java.util.TreeMap;

/**
 * The attempts on their way, and which answers count.
 *
 * <p>An answer counts once, when no later attempt was answered before it and no promise was composed after it. At most 8
 * attempts are remembered; an older one's answer doesn't count any more.
 */
final class Attempts {

    private static final int MAX_IN_FLIGHT = 8;

    private final TreeMap<Long, Attempt> inFlight = new TreeMap<>();
    private long latest;

    /** Numbers a new attempt. The sequence rises with every one, retries included. */
    Attempt compose(Moment now, Claim claim, long handle, long version) {
        if (claim.isPromise()) {
            inFlight.clear();
        } else if (inFlight.size() == MAX_IN_FLIGHT) {
            inFlight.pollFirstEntry();
        }
        Attempt attempt = new Attempt(++latest, now, claim, handle, version);
        inFlight.put(attempt.seq(), attempt);
        return attempt;
    }

    /** The attempt that this answers, if the answer counts. */
    Optional<Attempt> answered(long seq) {
        Optional<Attempt> attempt = Optional.ofNullable(inFlight.get(seq));
        attempt.ifPresent(counted -> inFlight.headMap(seq, true).clear());
        return attempt;
    }

    Optional<Attempt> failed(long seq) {
        return Optional.ofNullable(inFlight.remove(seq));
    }

    boolean isLatest(long seq) {
        return seq == latest;
    }

    /**
     * @param composed from which the lease counts that its answer may give
     * @param handle 0: said in full
     * @param version of the declaration
     */
    record Attempt(long seq, Moment composed, Claim claim, long handle, long version) {}
}
