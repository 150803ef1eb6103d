package dev.coordinator.server.raft;

import dev.coordinator.server.replication.FailStop;
import java.util.concurrent.atomic.AtomicBoolean;

/** The end of this node's trust in itself: raised once, never taken back; from then on nothing is applied. */
final class Fault {

    private final FailStop failStop;
    private final AtomicBoolean raised = new AtomicBoolean();

    Fault(FailStop failStop) {
        this.failStop = failStop;
    }

    void raise(String why, Throwable cause) {
        if (raised.compareAndSet(false, true)) {
            failStop.stop(why, cause);
        }
    }

    boolean isRaised() {
        return raised.get();
    }
}
