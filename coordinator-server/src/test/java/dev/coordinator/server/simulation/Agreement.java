package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.StateImage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * S8: the states by which each node's is judged: the whole of it, whatever components it has or is given, at every sixteenth
 * entry, and its bytes at every two hundredth, and wherever a node takes or installs a snapshot.
 *
 * <p>Of entries long ago, which a node takes that was down, a digest stands for the state.
 */
final class Agreement {

    private static final Rule RULE = new ReplicasAgree();

    private static final long STATE_EVERY = 16;
    private static final long BYTES_EVERY = 200;
    static final int RECENT = 64;

    private final Map<Long, Integer> digests = new HashMap<>();
    private final Map<Long, byte[]> bytes = new HashMap<>();
    private final Map<Long, StateImage> recent = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, StateImage> eldest) {
            return size() > RECENT;
        }
    };

    /** The ledger has taken the entry, and this is the state after it. */
    void takes(long index, StateImage after) {
        recent.put(index, after);
        if (comparesStateAt(index)) {
            digests.put(index, after.hashCode());
        }
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

    static boolean comparesStateAt(long index) {
        return index % STATE_EVERY == 0;
    }

    static boolean comparesBytesAt(long index) {
        return index % BYTES_EVERY == 0;
    }

    void agrees(String who, long index, StateImage state) {
        StateImage mine = recent.get(index);
        boolean isSame =
                mine == null ? state.hashCode() == digests.getOrDefault(index, state.hashCode()) : state.equals(mine);
        if (!isSame) {
            throw RULE.broken(who + " has another state than the log says at entry " + index + ": " + state
                    + " and not " + (mine == null ? "one of this digest" : mine));
        }
    }

    /** Of states so old that only nodes know their bytes the first to tell them is believed. */
    void agrees(String who, long index, byte[] image) {
        StateImage mine = recent.get(index);
        byte[] known = bytes.computeIfAbsent(index, first -> mine == null ? image : Ledger.bytes(mine));
        if (!Arrays.equals(known, image)) {
            throw RULE.broken(who + " has other bytes than the log says at entry " + index);
        }
    }
}
