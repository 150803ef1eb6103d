package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.core.State;
import com.alipay.sofa.jraft.entity.PeerId;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a node from leading while it is made ready for a stop: it votes and stores as ever, doesn't stand for election, and
 * hands leadership over when it has it.
 *
 * <p>The library has no switch for that. Its election timer begins anew whenever the timeout is set, so it is set again and
 * again to what it was, and never runs out.
 */
final class StandingAside {

    private static final Logger LOG = LoggerFactory.getLogger(StandingAside.class);

    /** Above the time between two reviews, so that the timer doesn't run out between them. */
    private static final Duration LEAST_TIMEOUT = Duration.ofMillis(500);

    private static final long BETWEEN_ATTEMPTS_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Node node;
    private final int timeoutMillis;
    private volatile boolean aside;
    private long attemptAtNanos = System.nanoTime();

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
        if (!aside) {
            return;
        }
        if (node.getNodeState() != State.STATE_LEADER) {
            node.resetElectionTimeoutMs(timeoutMillis);
        } else if (System.nanoTime() - attemptAtNanos >= 0) {
            attemptAtNanos = System.nanoTime() + BETWEEN_ATTEMPTS_NANOS;
            Status asked = node.transferLeadershipTo(PeerId.ANY_PEER);
            LOG.info("event=handing-over-leadership why=drained begun={}", asked.isOk() ? "yes" : asked.getErrorMsg());
        }
    }
}
