package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.core.State;
import java.time.Duration;

/**
 * Keeps a node from standing for election while it is made ready for a stop: it votes and stores as ever.
 *
 * <p>The library has no switch for that. Its election timer begins anew whenever the timeout is set, so it is set again and
 * again to what it was, and never runs out.
 */
final class StandingAside {

    /** Above the time between two reviews, so that the timer doesn't run out between them. */
    private static final Duration LEAST_TIMEOUT = Duration.ofMillis(500);

    private final Node node;
    private final int timeoutMillis;
    private volatile boolean aside;

    StandingAside(Node node, Duration electionTimeout) {
        this.node = node;
        Duration timeout = electionTimeout.compareTo(LEAST_TIMEOUT) < 0 ? LEAST_TIMEOUT : electionTimeout;
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
    }

    void set(boolean isAside) {
        aside = isAside;
    }

    boolean isAside() {
        return aside;
    }

    /** Called ten times a second by one thread; may wait for the library's lock. */
    void review() {
        if (aside && node.getNodeState() != State.STATE_LEADER) {
            node.resetElectionTimeoutMs(timeoutMillis);
        }
    }
}
