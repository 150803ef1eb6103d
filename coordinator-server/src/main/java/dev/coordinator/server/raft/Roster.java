package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.util.Endpoint;
import dev.coordinator.server.roster.NodeId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which node is found where; the log knows addresses, the rest of the server knows names. */
final class Roster {

    private final Map<NodeId, RaftAddress> addresses;
    private final Map<Endpoint, NodeId> names = new HashMap<>();

    Roster(Map<NodeId, RaftAddress> addresses) {
        this.addresses = addresses;
        addresses.forEach((node, address) -> names.put(address.endpoint(), node));
    }

    Optional<Endpoint> endpointOf(NodeId node) {
        return Optional.ofNullable(addresses.get(node)).map(RaftAddress::endpoint);
    }

    List<Endpoint> othersThan(NodeId self) {
        return addresses.entrySet().stream()
                .filter(node -> !node.getKey().equals(self))
                .map(node -> node.getValue().endpoint())
                .toList();
    }

    Optional<NodeId> nameOf(PeerId peer) {
        return Optional.ofNullable(names.get(peer.getEndpoint()));
    }

    Configuration configuration() {
        Configuration all = new Configuration();
        addresses.values().forEach(address -> all.addPeer(address.peer()));
        return all;
    }
}
