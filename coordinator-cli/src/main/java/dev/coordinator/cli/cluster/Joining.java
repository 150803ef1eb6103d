package dev.coordinator.cli.cluster;

import dev.coordinator.cli.cluster.Waiting.Stage;
import dev.coordinator.v1.Node;
import dev.coordinator.v1.NodeStanding;
import java.util.Optional;

/** How far a node has come in joining or leaving, in words. */
final class Joining {

    private Joining() {}

    static Stage joining(Census census, String node) {
        Optional<Node> listed = census.listed(node);
        if (listed.isEmpty()) {
            return Stage.stillAt("");
        }
        if (listed.get().getStanding() == NodeStanding.NODE_STANDING_MEMBER) {
            return Stage.done(node + " is a voter; the cluster has " + voters(census) + ".");
        }
        if (!listed.get().getTrouble().isEmpty()) {
            return Stage.stillAt(
                    node + " is joining, and waits: " + listed.get().getTrouble());
        }
        long wanted =
                census.leaderStatus().map(status -> status.getLastLogIndex()).orElse(0L);
        return Stage.stillAt(
                wanted == 0
                        ? node + " is joining; no leader is seen at this moment"
                        : node + " is joining: it has log entry " + listed.get().getLastLogIndex() + " of " + wanted);
    }

    static Stage leaving(Census census, String node) {
        Optional<Node> listed = census.listed(node);
        if (listed.isEmpty() && census.leader().isPresent()) {
            return Stage.done(node + " has left; the cluster has " + voters(census) + ".");
        }
        if (listed.isEmpty()) {
            return Stage.stillAt("");
        }
        String trouble = listed.get().getTrouble();
        return Stage.stillAt(node + " is leaving" + (trouble.isEmpty() ? "" : ": " + trouble));
    }

    private static String voters(Census census) {
        long voters = census.listed().stream()
                .filter(each -> each.getStanding() != NodeStanding.NODE_STANDING_JOINING)
                .count();
        return voters + (voters == 1 ? " voter" : " voters");
    }
}
