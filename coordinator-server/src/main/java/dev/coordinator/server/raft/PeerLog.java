package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.core.Replicator.ReplicatorStateListener;
import com.alipay.sofa.jraft.entity.PeerId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once when the leader loses a node and once when it has it back; the library says it at every heartbeat. */
final class PeerLog implements ReplicatorStateListener {

    private static final Logger LOG = LoggerFactory.getLogger(PeerLog.class);

    private final Map<PeerId, ReplicatorState> told = new ConcurrentHashMap<>();

    @Override
    public void onCreated(PeerId peer) {}

    @Override
    public void onError(PeerId peer, Status status) {}

    @Override
    public void onDestroyed(PeerId peer) {
        told.remove(peer);
    }

    @Override
    public void stateChanged(PeerId peer, ReplicatorState state) {
        boolean reached = state == ReplicatorState.ONLINE;
        if (!reached && state != ReplicatorState.OFFLINE) {
            return;
        }
        Optional<ReplicatorState> before = Optional.ofNullable(told.put(peer, state));
        if (before.isPresent() && before.get() != state) {
            String node = Whereabouts.nameOf(peer).map(Object::toString).orElse("unknown");
            LOG.info(reached ? "event=peer-reached node={}" : "event=peer-lost node={}", node);
        }
    }
}
