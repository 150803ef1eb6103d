package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.entity.PeerId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Who leads, as the apply thread was last told; read without the library's lock, which elections hold. */
final class LeaderView {

    private static final long LOOK_AGAIN_MILLIS = 20;

    private volatile Optional<PeerId> leader = Optional.empty();
    private volatile Runnable known = () -> {};

    /** Calls {@code listener} whenever somebody is known to lead, on the apply thread. Called once. */
    void whenKnown(Runnable listener) {
        known = listener;
    }

    Optional<PeerId> current() {
        return leader;
    }

    void set(Optional<PeerId> now) {
        synchronized (this) {
            leader = now;
            notifyAll();
        }
        if (now.isPresent()) {
            known.run();
        }
    }

    /** Whether another than {@code self} came to lead, in time and before {@code hopeless} held. */
    synchronized boolean awaitOther(PeerId self, Duration atMost, BooleanSupplier hopeless)
            throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (leader.filter(other -> !other.equals(self)).isEmpty()) {
            if (System.nanoTime() - end >= 0 || hopeless.getAsBoolean()) {
                return false;
            }
            wait(LOOK_AGAIN_MILLIS);
        }
        return true;
    }
}
