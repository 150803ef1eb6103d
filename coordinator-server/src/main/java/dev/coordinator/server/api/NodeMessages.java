package dev.coordinator.server.api;

import dev.coordinator.server.membership.Progress;
import dev.coordinator.server.replication.LogWrites;
import dev.coordinator.server.roster.Member;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.roster.Roster;
import dev.coordinator.server.roster.Standing;
import dev.coordinator.v1.Node;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The nodes of the cluster, as messages. */
final class NodeMessages {

    private NodeMessages() {}

    /** All that this node knows of them. */
    static List<Node> of(ClusterNodes nodes) {
        Optional<Set<NodeId>> heard = nodes.self().heard();
        Optional<Progress> progress = heard.isPresent() ? nodes.progress().get() : Optional.empty();
        return nodes.book().current().members().values().stream()
                .map(member -> {
                    Node.Builder node = node(member);
                    heard.ifPresent(voters -> node.setWithinReach(voters.contains(member.id())));
                    progress.filter(last -> last.node().equals(member.id())).ifPresent(last -> {
                        node.setLastLogIndex(last.lastLogIndex()).setTrouble(last.trouble());
                        node.setWithinReach(
                                node.getWithinReach() || last.trouble().isEmpty());
                    });
                    return node.build();
                })
                .toList();
    }

    /** As they stand in a roster. */
    static List<Node> of(Roster roster) {
        return roster.members().values().stream()
                .map(member -> node(member).build())
                .toList();
    }

    /** As it stands in a roster. */
    static Node of(Member member) {
        return node(member).build();
    }

    static dev.coordinator.v1.LogWrites of(LogWrites writes) {
        return dev.coordinator.v1.LogWrites.newBuilder()
                .setWindowMs(writes.window().toMillis())
                .setCount(writes.count())
                .setMedianUs(micros(writes.median()))
                .setP99Us(micros(writes.ninetyNinth()))
                .setMaxUs(micros(writes.longest()))
                .build();
    }

    private static long micros(Duration duration) {
        return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
    }

    private static Node.Builder node(Member member) {
        return Node.newBuilder()
                .setNodeId(member.id().value())
                .setApiAddress(member.api().toString())
                .setRaftAddress(member.raft().toString())
                .setStanding(standing(member.standing()));
    }

    private static dev.coordinator.v1.NodeStanding standing(Standing standing) {
        return switch (standing) {
            case MEMBER -> dev.coordinator.v1.NodeStanding.NODE_STANDING_MEMBER;
            case JOINING -> dev.coordinator.v1.NodeStanding.NODE_STANDING_JOINING;
            case LEAVING -> dev.coordinator.v1.NodeStanding.NODE_STANDING_LEAVING;
        };
    }
}
