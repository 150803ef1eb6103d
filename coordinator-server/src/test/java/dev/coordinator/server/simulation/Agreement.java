package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.StateImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * S8: the state after every entry, by which each node's is judged. A digest stands for the whole of it, whatever components
 * it has or is given; the bytes are compared at every hundredth entry, and wherever a node takes or installs a snapshot.
 */
final class Agreement {

    private static final Rule RULE = new ReplicasAgree();

    private static final long BYTES_EVERY = 100;
    static final int RECENT = 64;

    private final List<Integer> digests = new ArrayList<>();
    private final Map<Long, byte[]> bytes = new HashMap<>();
    private final Map<Long, StateImage> recent = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, StateImage> eldest) {
            return size() > RECENT;
        }
    };

    /** The ledger has taken the next entry, and this is the state after it. */
    void takes(StateImage after) {
        digests.add(after.hashCode());
        long index = digests.size();
        recent.put(index, after);
        if (comparesBytesAt(index)) {
            bytes.put(index, Ledger.bytes(after));
        }
    }

    /** Another log begins. */
    void beginAnew() {
        digests.clear();
        bytes.clear();
        recent.clear();
    }

    /** The state after one of the last entries. */
    StateImage recent(long index) {
        return Objects.requireNonNull(recent.get(index));
    }

    static boolean comparesBytesAt(long index) {
        return index % BYTES_EVERY == 0;
    }

    void agrees(String who, long index, StateImage state) {
        if (state.hashCode() != digests.get((int) index - 1)) {
            StateImage mine = recent.get(index);
            throw RULE.broken(
                    who + " has another state than the log says at entry " + index + ": " + state + " and not "
                            + (mine == null ? "one of this digest" : mine));
        }
    }

    /** Of states so old that only nodes know their bytes the first to tell them is believed, for its digest was right. */
    void agrees(String who, long index, byte[] image) {
        StateImage mine = recent.get(index);
        byte[] known = bytes.computeIfAbsent(index, first -> mine == null ? image : Ledger.bytes(mine));
        if (!Arrays.equals(known, image)) {
            throw RULE.broken(who + " has other bytes than the log says at entry " + index);
        }
    }
}
