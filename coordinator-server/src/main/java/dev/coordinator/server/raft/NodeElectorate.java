package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.entity.PeerId;
import dev.coordinator.server.membership.Electorate;
import dev.coordinator.server.membership.Introduction;
import dev.coordinator.server.membership.Voters;
import dev.coordinator.server.roster.Address;
import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.Member;
import dev.coordinator.server.roster.NodeId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The voters, changed through the library by one at a time. */
final class NodeElectorate implements Electorate {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Node node;
    private final PeerId self;
    private final PeerMessaging peers;

    NodeElectorate(Node node, PeerId self, PeerMessaging peers) {
        this.node = node;
        this.self = self;
        this.peers = peers;
    }

    /**
     * The library says only by its refusal whether its configuration is settled, so it is asked for what changes nothing: to
     * take this node from the learners, of which there are none.
     */
    @Override
    public void settled(Consumer<Optional<Voters>> answer) {
        asking(
                done -> node.removeLearners(List.of(self), done),
                refused -> answer.accept(refused.isPresent() ? Optional.empty() : voters()));
    }

    private Optional<Voters> voters() {
        try {
            Map<NodeId, FolderId> folders = new HashMap<>();
            node.listPeers()
                    .forEach(peer ->
                            Whereabouts.nameOf(peer).ifPresent(name -> folders.put(name, Whereabouts.folderOf(peer))));
            Set<NodeId> heard = new HashSet<>();
            node.listAlivePeers().forEach(peer -> Whereabouts.nameOf(peer).ifPresent(heard::add));
            return Optional.of(new Voters(folders, heard));
        } catch (IllegalStateException leadsNoMore) {
            return Optional.empty();
        }
    }

    /**
     * By the library's own catching up, in which the node gets the log and counts for nothing. Not as a learner before: the
     * library goes on counting one as a learner after it was made a voter, until the leader changes.
     */
    @Override
    public void add(Member member, Consumer<Optional<String>> done) {
        asking(closure -> node.addPeer(Whereabouts.peer(member), closure), done);
    }

    @Override
    public void remove(Member member, Consumer<Optional<String>> done) {
        asking(closure -> node.removePeer(Whereabouts.peer(member), closure), done);
    }

    @Override
    public Optional<String> handOver(Member to) {
        try {
            Status asked = node.transferLeadershipTo(Whereabouts.peer(to));
            return asked.isOk() ? Optional.empty() : Optional.of(String.valueOf(asked.getErrorMsg()));
        } catch (RuntimeException stopping) {
            return Optional.of(String.valueOf(stopping.getMessage()));
        }
    }

    @Override
    public void ask(Address raft, Consumer<Optional<Introduction>> answer) {
        peers.ask(raft, PATIENCE, answer);
    }

    /** The library throws where it finds the request to make no sense, for one because another leader has done it. */
    private static void asking(Consumer<Closure> request, Consumer<Optional<String>> done) {
        try {
            request.accept(status ->
                    done.accept(status.isOk() ? Optional.empty() : Optional.of(String.valueOf(status.getErrorMsg()))));
        } catch (RuntimeException senseless) {
            done.accept(Optional.of(String.valueOf(senseless.getMessage())));
        }
    }
}
