package dev.coordinator.server.lease;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the whole cluster counts: epochs, handles and nonces, none of which is ever given twice. */
final class Registry {

    private final Map<Long, Seat> byHandle = new HashMap<>();
    private long lastEpoch;
    private long lastHandle;
    private long lastNonce;
    private List<LostEpochs> lostEpochs = List.of();
    private int seats;

    static Registry from(StateImage image) {
        Registry registry = new Registry();
        registry.lastEpoch = image.lastEpoch();
        registry.lastHandle = image.lastHandle();
        registry.lastNonce = image.lastNonce();
        registry.lostEpochs = image.lostEpochs();
        return registry;
    }

    /** A new epoch, above every one before (S2). */
    Epoch grantEpoch() {
        return new Epoch(++lastEpoch);
    }

    /** Whether an epoch of this number may have been granted by a cluster that was lost. */
    boolean mayBeLost(long epoch) {
        return lostEpochs.stream().anyMatch(lost -> lost.has(epoch));
    }

    long newNonce() {
        return ++lastNonce;
    }

    void giveHandle(Seat seat) {
        takeHandle(seat);
        Handle handle = new Handle(++lastHandle);
        seat.reachedBy(handle);
        byHandle.put(handle.number(), seat);
    }

    void takeHandle(Seat seat) {
        byHandle.remove(seat.handle().number());
        seat.reachedBy(Handle.NONE);
    }

    Optional<Seat> seat(Handle handle) {
        return Optional.ofNullable(byHandle.get(handle.number()));
    }

    /** A seat was made, here or by an image. */
    void added(Seat seat) {
        seats++;
        if (!seat.handle().isNone()) {
            byHandle.put(seat.handle().number(), seat);
        }
    }

    void removed(Seat seat) {
        seats--;
        takeHandle(seat);
    }

    int seats() {
        return seats;
    }

    long lastEpoch() {
        return lastEpoch;
    }

    List<LostEpochs> lostEpochs() {
        return lostEpochs;
    }

    long lastHandle() {
        return lastHandle;
    }

    long lastNonce() {
        return lastNonce;
    }
}
