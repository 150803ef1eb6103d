package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.util.Endpoint;
import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.Member;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.roster.RosterBook;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which node is found where.
 *
 * <p>The library knows a node by its name and the number of its data folder, where it would have a host and a port. So the
 * log names no addresses, and a node may move; a node with a new folder is not the voter it was; and what is sent to a
 * wrong address finds no such peer there and is refused.
 */
final class Whereabouts {

    private final RosterBook book;

    Whereabouts(RosterBook book) {
        this.book = book;
    }

    static PeerId peer(NodeId node, FolderId folder) {
        return new PeerId(node.value(), folder.number());
    }

    static PeerId peer(Member member) {
        return peer(member.id(), member.folder());
    }

    static Optional<NodeId> nameOf(PeerId peer) {
        return peer.isEmpty() ? Optional.empty() : Optional.of(new NodeId(peer.getIp()));
    }

    static FolderId folderOf(PeerId peer) {
        return new FolderId(peer.getPort());
    }

    Optional<Endpoint> endpointOf(NodeId node) {
        return book.current().member(node).map(Whereabouts::endpoint);
    }

    /** Where a peer that the library names listens. */
    Optional<Endpoint> endpointOf(Endpoint peer) {
        return book.current()
                .member(new NodeId(peer.getIp()))
                .filter(member -> member.folder().number() == peer.getPort())
                .map(Whereabouts::endpoint);
    }

    /** Whom the library names so; empty if the roster knows none of that name and folder. */
    Optional<Member> member(PeerId peer) {
        return nameOf(peer)
                .flatMap(name -> book.current().member(name))
                .filter(member -> member.folder().equals(folderOf(peer)));
    }

    List<Endpoint> othersThan(NodeId self) {
        return book.current().members().values().stream()
                .filter(member -> !member.id().equals(self))
                .map(Whereabouts::endpoint)
                .toList();
    }

    /** All that are known, in the same order on all nodes. */
    List<PeerId> peers() {
        return book.current().members().values().stream().map(Whereabouts::peer).toList();
    }

    /** Of the nodes that a cluster begins with. */
    static Configuration first(Collection<NodeId> nodes) {
        Configuration all = new Configuration();
        nodes.forEach(node -> all.addPeer(peer(node, FolderId.FIRST)));
        return all;
    }

    private static Endpoint endpoint(Member member) {
        return new Endpoint(member.raft().host(), member.raft().port());
    }
}
