package dev.coordinator.cli.cluster;

import dev.coordinator.v1.Node;
import dev.coordinator.v1.NodeRole;
import dev.coordinator.v1.NodeStanding;
import dev.coordinator.v1.StatusResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is wrong or soon will be, from the nodes' own words; grave things first. */
final class Warnings {

    /** A follower this far behind has not merely its last entries on the way. */
    private static final long MUCH_LAG = 10_000;

    private final List<Warning> found = new ArrayList<>();

    private Warnings() {}

    /** @param nowMillis this machine's wall clock */
    static List<Warning> of(Census census, Verdict verdict, long nowMillis) {
        Warnings warnings = new Warnings();
        warnings.quorum(census, verdict);
        census.nodes().forEach(node -> warnings.node(node, census, nowMillis));
        warnings.versions(census);
        warnings.found.sort(Comparator.comparing(warning -> !warning.isGrave()));
        return warnings.found;
    }

    private void quorum(Census census, Verdict verdict) {
        if (!verdict.quorum()) {
            grave("no majority is seen to follow one leader: nothing is decided, and leases run out");
            return;
        }
        int spare = verdict.agreeing() - (verdict.voters() / 2 + 1);
        if (spare == 0 && verdict.voters() > 1) {
            grave("the loss of one more node stops all decisions: " + verdict.agreeing() + " of " + verdict.voters()
                    + " voters follow the leader");
        }
        if (verdict.voters() % 2 == 0) {
            mild(verdict.voters() + " voters bear the loss of no more nodes than " + (verdict.voters() - 1) + " do");
        }
        long draining = census.nodes().stream().filter(NodeView::isDraining).count();
        if (draining > 1) {
            mild(draining + " nodes are being drained at once");
        }
    }

    private void node(NodeView node, Census census, long nowMillis) {
        String name = node.nodeId().isEmpty() ? node.apiAddress() : node.nodeId();
        if (node.status().isEmpty()) {
            mild(name + " does not answer: " + node.trouble());
            return;
        }
        StatusResponse status = node.status().get();
        String problem = NodeTable.problem(node, status.getRole());
        if (!problem.isEmpty()) {
            mild(name + " " + problem);
        }
        standing(name, node.listed());
        lag(name, node, status, census.leaderStatus());
        disk(name, status);
        if (WriteSpeed.of(status) != WriteSpeed.FINE) {
            mild(name + " " + WriteSpeed.sentence(status.getLogWrites()));
        }
        clock(name, status, nowMillis);
        AccessSigns.failing(status).ifPresent(what -> mild(name + " " + what));
        CertificateSigns.of(status, nowMillis).forEach(sign -> {
            if (sign.broken()) {
                grave(name + ": " + sign.what());
            } else {
                mild(name + ": " + sign.what());
            }
        });
    }

    private void standing(String name, Optional<Node> listed) {
        NodeStanding standing = listed.map(Node::getStanding).orElse(NodeStanding.NODE_STANDING_UNSPECIFIED);
        if (standing == NodeStanding.NODE_STANDING_JOINING) {
            mild(name + " is joining; no other node can join or leave meanwhile");
        } else if (standing == NodeStanding.NODE_STANDING_LEAVING) {
            mild(name + " is leaving; no other node can join or leave meanwhile");
        }
    }

    private void lag(String name, NodeView node, StatusResponse status, Optional<StatusResponse> leader) {
        long lag = HealthTable.lag(status, leader).orElse(0);
        if (lag >= MUCH_LAG && node.counts()) {
            mild(name + " is " + lag + " log entries behind the leader");
        }
    }

    private void disk(String name, StatusResponse status) {
        if (NodeSigns.isDiskNearlyFull(status)) {
            mild(name + " has " + Bytes.of(status.getDiskFreeBytes()) + " of " + Bytes.of(status.getDiskTotalBytes())
                    + " left on the disk of its data; a full one stops it");
        }
    }

    private void clock(String name, StatusResponse status, long nowMillis) {
        long ahead = status.getWallTimeMs() - nowMillis;
        if (status.getWallTimeMs() > 0 && Math.abs(ahead) > NodeSigns.LARGE_SKEW.toMillis()) {
            mild(name + "'s wall clock is " + Math.abs(ahead) / 1000 + "s " + (ahead > 0 ? "ahead of" : "behind")
                    + " this machine's; no lease goes by it, but histories do");
        }
    }

    private void versions(Census census) {
        Set<String> versions = new TreeSet<>();
        census.nodes().forEach(node -> node.status().ifPresent(status -> versions.add(status.getVersion())));
        if (versions.size() > 1) {
            mild("the nodes run different versions: " + String.join(", ", versions));
        }
        boolean failed = census.nodes().stream()
                .flatMap(node -> node.status().stream())
                .anyMatch(status -> status.getRole() == NodeRole.NODE_ROLE_FAILED);
        if (failed) {
            grave("a node has failed and should have been restarted by its supervisor");
        }
    }

    private void grave(String sentence) {
        found.add(new Warning(true, sentence));
    }

    private void mild(String sentence) {
        found.add(new Warning(false, sentence));
    }
}
