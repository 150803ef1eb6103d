package dev.coordinator.cli.doctor;

import dev.coordinator.cli.cluster.NodeView;
import dev.coordinator.cli.cluster.Verdict;
import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.cli.text.Words;
import dev.coordinator.v1.NodeRole;
import dev.coordinator.v1.StatusResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is looked at in the nodes' own views. */
final class NodeChecks {

    private static final String LOGS = "on its machine: journalctl -u coordinator-server -n 100";

    private NodeChecks() {}

    static Stream<Finding> reachability(Picture picture) {
        List<NodeView> silent =
                picture.later().stream().filter(node -> node.status().isEmpty()).toList();
        long answering = picture.answers().count();
        if (answering == 0) {
            Finding nothing = Finding.problem(
                    Finding.CLUSTER,
                    "no node answers; the endpoints are from " + picture.origin(),
                    "coordctl --endpoints HOST:PORT,... doctor, if it is elsewhere; otherwise start its nodes");
            return Stream.concat(Stream.of(nothing), silent.stream().map(NodeChecks::silence));
        }
        if (silent.isEmpty()) {
            return Stream.of(Finding.ok(Finding.CLUSTER, "all nodes answer: " + Words.count(answering, "node")));
        }
        return silent.stream().map(NodeChecks::silence);
    }

    private static Finding silence(NodeView node) {
        String what =
                "does not answer" + (node.nodeId().isEmpty() ? "" : " at " + node.apiAddress()) + ": " + node.trouble();
        return Finding.problem(name(node), what, remedy(node.trouble()));
    }

    private static String remedy(String trouble) {
        if (trouble.contains("certificate") || trouble.contains("TLS")) {
            return "say this cluster's --ca, and its --cert and --key if it wants them; on the node's machine: openssl x509"
                    + " -text -in its certificate";
        }
        return switch (trouble) {
            case "connection refused" -> "on its machine: systemctl status coordinator-server";
            case "unknown host" -> "mend the name in --endpoints, the profile or the node's cluster.nodes";
            case "not a coordinator's gRPC port", "another node answers there" ->
                "name its api address, as in its configuration's cluster.nodes";
            default -> "is the machine up, is a firewall between? On it: systemctl status coordinator-server";
        };
    }

    /** Answers that come once and then not again point to a network or a process that comes and goes. */
    static Stream<Finding> steadiness(Picture picture) {
        Stream<Finding> restarts = picture.answers()
                .filter(status -> picture.before(status)
                        .filter(before -> status.getUptimeMs() < before.getUptimeMs())
                        .isPresent())
                .map(status -> Finding.problem(status.getNodeId(), "was restarted while it was looked at", LOGS));
        Stream<Finding> losses = picture.later().stream()
                .filter(node -> node.status().isEmpty() && !node.nodeId().isEmpty())
                .filter(node -> picture.earlier().stream()
                        .anyMatch(before -> before.nodeId().equals(node.nodeId())
                                && before.status().isPresent()))
                .map(node -> Finding.warning(name(node), "answered a moment before", LOGS));
        return Stream.concat(restarts, losses);
    }

    static Stream<Finding> oneCluster(Picture picture) {
        List<String> clusters = picture.verdict().clusters();
        if (clusters.size() < 2) {
            return Stream.empty();
        }
        Map<String, String> members = namedBy(picture.answers(), StatusResponse::getClusterId);
        String who = members.entrySet().stream()
                .map(cluster -> cluster.getKey() + " (" + cluster.getValue() + ")")
                .collect(Collectors.joining("; "));
        return Stream.of(Finding.problem(
                Finding.CLUSTER,
                "nodes of different clusters answer: " + who,
                "coordctl --endpoints HOST:PORT,... doctor, with those of one cluster"));
    }

    static Stream<Finding> quorum(Picture picture) {
        Verdict verdict = picture.verdict();
        if (verdict.answering() == 0 || verdict.clusters().size() > 1) {
            return Stream.empty();
        }
        if (!verdict.quorum()) {
            return Stream.of(Finding.problem(
                    Finding.CLUSTER,
                    "no majority is seen to follow one leader: no lease is granted or renewed, and primaries stop when theirs"
                            + " ends",
                    towardsQuorum(picture)));
        }
        int spare = verdict.agreeing() - (verdict.voters() / 2 + 1);
        if (spare == 0) {
            return Stream.of(
                    verdict.voters() == 1
                            ? Finding.warning(
                                    Finding.CLUSTER,
                                    "it is one node: its loss stops everything",
                                    "run three nodes or five")
                            : Finding.problem(
                                    Finding.CLUSTER,
                                    "the loss of one more node stops all decisions: " + verdict.agreeing() + " of "
                                            + verdict.voters() + " voters follow " + verdict.leader(),
                                    "bring back the nodes named here, before any maintenance"));
        }
        return Stream.of(Finding.ok(
                Finding.CLUSTER,
                verdict.leader() + " leads in term " + verdict.term() + "; " + Words.count(spare, "more node")
                        + " may be lost"));
    }

    private static String towardsQuorum(Picture picture) {
        String silent = picture.later().stream()
                .filter(node -> node.status().isEmpty())
                .map(NodeChecks::name)
                .collect(Collectors.joining(", "));
        return silent.isEmpty()
                ? "do they reach each other's raft addresses? On each: journalctl -u coordinator-server -n 100"
                : "start " + silent + "; if more than half are gone for good, on each survivor:"
                        + " coordinator-server recover --config FILE --look";
    }

    static Stream<Finding> leaderAgreement(Picture picture) {
        Verdict verdict = picture.verdict();
        Stream<Finding> failed = picture.answers()
                .filter(status -> status.getRole() == NodeRole.NODE_ROLE_FAILED)
                .map(status -> Finding.problem(status.getNodeId(), "has stopped after a failure", LOGS));
        if (!verdict.quorum()) {
            return failed;
        }
        Stream<Finding> strays = picture.answers()
                .filter(status -> status.getRole() != NodeRole.NODE_ROLE_FAILED)
                .filter(status -> !status.getLeaderId().equals(verdict.leader()))
                .map(status -> Finding.warning(
                        status.getNodeId(),
                        (status.getLeaderId().isEmpty() ? "knows no leader" : "follows " + status.getLeaderId())
                                + ", while a majority follows " + verdict.leader(),
                        "does it reach the raft addresses of the others? " + LOGS));
        return Stream.concat(failed, strays);
    }

    static Stream<Finding> elections(Picture picture) {
        long before = term(picture.earlier());
        long after = term(picture.later());
        return before == 0 || after <= before
                ? Stream.empty()
                : Stream.of(Finding.warning(
                        Finding.CLUSTER,
                        "the term rose from " + before + " to " + after + " in " + rough(picture)
                                + ": leadership was contested",
                        "coordctl doctor --observe 30s; if it goes on, are disks or machines overloaded?"));
    }

    private static long term(List<NodeView> nodes) {
        return nodes.stream()
                .flatMap(node -> node.status().stream())
                .mapToLong(StatusResponse::getTerm)
                .max()
                .orElse(0);
    }

    /** Whose lists of nodes differ counts majorities of different sets. */
    static Stream<Finding> membership(Picture picture) {
        Map<String, String> lists =
                namedBy(picture.answers().filter(status -> !status.getWaitingToBeAdded()), NodeChecks::list);
        if (lists.size() < 2 || picture.verdict().clusters().size() > 1) {
            return Stream.empty();
        }
        String who = lists.entrySet().stream()
                .map(list -> list.getValue() + (list.getValue().contains(",") ? " list " : " lists ") + list.getKey())
                .collect(Collectors.joining("; "));
        return Stream.of(
                Finding.warning(
                        Finding.CLUSTER,
                        "the nodes don't list the same nodes and addresses: " + who,
                        "run this again if a change is under way or a node has just come back; a node that goes on showing an old list doesn't hear the leader: coordctl cluster status"));
    }

    private static String list(StatusResponse status) {
        return status.getNodesList().stream()
                .map(node -> node.getNodeId() + " (" + node.getApiAddress() + ", " + node.getRaftAddress() + ")")
                .collect(Collectors.joining(" "));
    }

    static Stream<Finding> versions(Picture picture) {
        Map<String, String> nodes = namedBy(picture.answers(), StatusResponse::getVersion);
        if (nodes.size() > 1) {
            String who = nodes.entrySet().stream()
                    .map(version -> version.getKey() + " (" + version.getValue() + ")")
                    .collect(Collectors.joining(", "));
            return Stream.of(Finding.warning(
                    Finding.CLUSTER,
                    "the nodes run different versions: " + who,
                    "finish the upgrade, a node at a time"));
        }
        return nodes.keySet().stream()
                .map(version -> version.equals(picture.version())
                        ? Finding.ok(Finding.CLUSTER, "all nodes run " + version)
                        : Finding.warning(
                                Finding.CLUSTER,
                                "the nodes run " + version + ", coordctl is " + picture.version(),
                                "use the coordctl of the nodes' version"));
    }

    /** A node that hasn't applied what was committed a look earlier is behind, however many entries that is. */
    static Stream<Finding> lag(Picture picture) {
        long committed = picture.earlier().stream()
                .flatMap(node -> node.status().stream())
                .mapToLong(StatusResponse::getCommittedIndex)
                .max()
                .orElse(0);
        if (picture.verdict().clusters().size() != 1 || picture.leader().isEmpty()) {
            return Stream.empty();
        }
        List<Finding> late = picture.later().stream()
                .filter(NodeView::counts)
                .flatMap(node -> node.status().stream())
                .filter(status -> status.getAppliedIndex() < committed)
                .map(status -> Finding.warning(
                        status.getNodeId(),
                        "has applied log entry " + status.getAppliedIndex() + "; " + committed + " was committed "
                                + rough(picture) + " earlier",
                        "coordctl status -o wide, again; if APPLIED stands still, look at its disk and log"))
                .toList();
        return late.isEmpty()
                ? Stream.of(Finding.ok(
                        Finding.CLUSTER,
                        "every node that answers has applied what was committed " + rough(picture) + " earlier"))
                : late.stream();
    }

    /** The ids of those that say the same, by what they say. */
    private static Map<String, String> namedBy(Stream<StatusResponse> answers, Function<StatusResponse, String> said) {
        return answers.collect(Collectors.groupingBy(
                said, TreeMap::new, Collectors.mapping(StatusResponse::getNodeId, Collectors.joining(", "))));
    }

    private static String rough(Picture picture) {
        return HumanDuration.rough(picture.between().toMillis());
    }

    private static String name(NodeView node) {
        return node.nodeId().isEmpty() ? node.apiAddress() : node.nodeId();
    }
}
