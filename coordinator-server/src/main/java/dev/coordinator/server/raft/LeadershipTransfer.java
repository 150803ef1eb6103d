package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.core.State;
import com.alipay.sofa.jraft.entity.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands leadership over before this node leaves, so that the others need not wait for an election timeout. */
final class LeadershipTransfer {

    private static final Logger LOG = LoggerFactory.getLogger(LeadershipTransfer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

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
        if (!leads()) {
            return;
        }
        for (PeerId candidate : candidates()) {
            if (node.transferLeadershipTo(candidate).isOk() && leaders.awaitOther(self, PATIENCE, this::leads)) {
                LOG.info("event=leadership-transferred to={}", leaders.current());
                return;
            }
            if (!leads()) {
                break;
            }
        }
        LOG.warn("event=leadership-not-transferred; the others elect a leader after their election timeout");
    }

    private List<PeerId> candidates() {
        List<PeerId> candidates = new ArrayList<>();
        candidates.add(PeerId.ANY_PEER);
        try {
            candidates.addAll(node.listAlivePeers());
        } catch (IllegalStateException leadsNoMore) {
            return List.of();
        }
        candidates.remove(self);
        return candidates;
    }

    private boolean leads() {
        return node.getNodeState() == State.STATE_LEADER;
    }
}
