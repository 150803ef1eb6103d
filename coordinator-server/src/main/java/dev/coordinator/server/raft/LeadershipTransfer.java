package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.core.State;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.error.RaftError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands leadership over before this node leaves, so that the others need not wait for an election timeout. */
final class LeadershipTransfer {

    private static final Logger LOG = LoggerFactory.getLogger(LeadershipTransfer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Node node;
    private final PeerId self;
    private final LeaderView leaders;

    LeadershipTransfer(Node node, PeerId self, LeaderView leaders) {
        this.node = node;
        this.self = self;
        this.leaders = leaders;
    }

    /** Tries the most up-to-date node, then every other one heard of lately, while this one still leads. */
    void run() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<PeerId> candidates = candidates();
        for (PeerId candidate : candidates) {
            if (handedTo(candidate, end)) {
                leaders.current().ifPresent(next -> LOG.info("event=leadership-transferred to={}", next.getEndpoint()));
                return;
            }
        }
        if (!candidates.isEmpty()) {
            LOG.warn("event=leadership-not-transferred then=\"the others elect after their election timeout\"");
        }
    }

    /** Empty if this node doesn't lead, or has heard of no other. */
    private List<PeerId> candidates() {
        try {
            List<PeerId> candidates = new ArrayList<>(node.listAlivePeers());
            candidates.remove(self);
            if (!candidates.isEmpty()) {
                candidates.add(0, PeerId.ANY_PEER);
            }
            return candidates;
        } catch (IllegalStateException doesNotLead) {
            return List.of();
        }
    }

    /** A leader that has not yet committed its first entry is busy, which passes. */
    private boolean handedTo(PeerId candidate, long end) throws InterruptedException {
        long left = end - System.nanoTime();
        while (leads() && left > 0) {
            Status asked = node.transferLeadershipTo(candidate);
            if (asked.isOk()) {
                return leaders.awaitOther(self, Duration.ofNanos(left), this::leads);
            }
            if (asked.getRaftError() != RaftError.EBUSY) {
                return false;
            }
            if (leaders.awaitOther(self, PAUSE, () -> false)) {
                return true;
            }
            left = end - System.nanoTime();
        }
        return false;
    }

    private boolean leads() {
        return node.getNodeState() == State.STATE_LEADER;
    }
}
