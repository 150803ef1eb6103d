package dev.coordinator.cli.doctor;

import dev.coordinator.cli.cluster.Bytes;
import dev.coordinator.cli.cluster.NodeSigns;
import dev.coordinator.cli.cluster.NodeView;
import dev.coordinator.cli.cluster.WriteSpeed;
import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.v1.Node;
import dev.coordinator.v1.NodeStanding;
import dev.coordinator.v1.StatusResponse;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What is looked at in the nodes' hosts, and in what an operator left half done. */
final class HostChecks {

    private static final String FASTER =
            "on its machine: iostat -x 5 2; let nothing else write to the disk of its node.data_dir, or give it a faster one";

    private HostChecks() {}

    /** A full disk stops a node. Nodes that can't tell how much is free are passed over. */
    static Stream<Finding> disks(Picture picture) {
        return picture.answers()
                .filter(NodeSigns::isDiskNearlyFull)
                .map(status -> Finding.warning(
                        status.getNodeId(),
                        "has " + Bytes.of(status.getDiskFreeBytes()) + " of " + Bytes.of(status.getDiskTotalBytes())
                                + " left on the disk of its data; a full one stops it",
                        "on its machine: df -h; du -sh of its node.data_dir"));
    }

    /** Of the last minute; nodes that don't tell are passed over. */
    static Stream<Finding> writes(Picture picture) {
        List<StatusResponse> telling = picture.answers()
                .filter(status -> status.getLogWrites().getCount() > 0)
                .toList();
        List<Finding> slow = telling.stream().flatMap(HostChecks::slow).toList();
        return !slow.isEmpty()
                ? slow.stream()
                : telling.stream()
                        .max(Comparator.comparingLong(
                                status -> status.getLogWrites().getP99Us()))
                        .map(slowest -> Finding.ok(
                                Finding.CLUSTER,
                                "of the last minute's writes to disk 99 of 100 took up to "
                                        + WriteSpeed.written(
                                                slowest.getLogWrites().getP99Us())
                                        + ", on " + slowest.getNodeId() + ", or less"))
                        .stream();
    }

    private static Stream<Finding> slow(StatusResponse status) {
        String what = WriteSpeed.sentence(status.getLogWrites());
        return switch (WriteSpeed.of(status)) {
            case FINE -> Stream.empty();
            case SLOW -> Stream.of(Finding.warning(status.getNodeId(), what, FASTER));
            case STALLING -> Stream.of(Finding.problem(status.getNodeId(), what, FASTER));
        };
    }

    /** No lease goes by a wall clock, but histories and the times that operators name do. */
    static Stream<Finding> wallClocks(Picture picture) {
        return picture.answers().filter(status -> status.getWallTimeMs() > 0).flatMap(status -> {
            long ahead = status.getWallTimeMs() - picture.taken().toEpochMilli();
            return Math.abs(ahead)
                            <= NodeSigns.LARGE_SKEW.plus(picture.between()).toMillis()
                    ? Stream.empty()
                    : Stream.of(Finding.warning(
                            status.getNodeId(),
                            "its wall clock is " + HumanDuration.rough(Math.abs(ahead))
                                    + (ahead > 0 ? " ahead of" : " behind")
                                    + " this machine's; no lease goes by it, but histories do",
                            "on its machine and here: timedatectl"));
        });
    }

    static Stream<Finding> unfinished(Picture picture) {
        return picture.later().stream().flatMap(HostChecks::unfinished);
    }

    private static Stream<Finding> unfinished(NodeView node) {
        String id = node.nodeId();
        if (node.isWiped()) {
            return Stream.of(Finding.problem(
                    id,
                    "is listed as a voter and has lost its data",
                    "coordctl cluster replace " + id + " " + id + " --api HOST:PORT --raft HOST:PORT"));
        }
        NodeStanding standing = node.listed().map(Node::getStanding).orElse(NodeStanding.NODE_STANDING_UNSPECIFIED);
        return switch (standing) {
            case NODE_STANDING_JOINING ->
                Stream.of(Finding.warning(
                        id, "is joining; no other node can join or leave meanwhile", "coordctl cluster status"));
            case NODE_STANDING_LEAVING ->
                Stream.of(Finding.warning(
                        id, "is leaving; no other node can join or leave meanwhile", "coordctl cluster status"));
            default -> idle(node);
        };
    }

    private static Stream<Finding> idle(NodeView node) {
        if (node.isDraining()) {
            return Stream.of(Finding.warning(
                    node.nodeId(),
                    "is drained, and would not lead",
                    "coordctl cluster drain " + node.nodeId() + " --undo"));
        }
        return node.isOutside()
                        && node.status()
                                .filter(StatusResponse::getWaitingToBeAdded)
                                .isPresent()
                ? Stream.of(Finding.warning(
                        node.nodeId(),
                        "waits to be added to the cluster",
                        "coordctl cluster add " + node.nodeId() + " --api HOST:PORT --raft HOST:PORT"))
                : Stream.empty();
    }
}
