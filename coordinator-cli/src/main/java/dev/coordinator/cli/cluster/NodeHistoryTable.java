package dev.coordinator.cli.cluster;

import com.google.protobuf.util.Timestamps;
import dev.coordinator.cli.text.Cell;
import dev.coordinator.cli.text.LocalTime;
import dev.coordinator.cli.text.Paint;
import dev.coordinator.cli.text.Table;
import dev.coordinator.v1.NodeChange;
import java.time.ZoneId;
import java.util.List;

/** What became of the nodes, one change a row. */
final class NodeHistoryTable {

    private NodeHistoryTable() {}

    static Table of(List<NodeChange> changes, ZoneId zone) {
        Table table = new Table("TIME", "NODE", "WHAT", "BY", "FOR", "API", "RAFT", "ROSTER");
        changes.forEach(change -> table.add(List.of(
                Cell.of(LocalTime.of(Timestamps.fromMillis(change.getWallTimeMs()), zone)),
                Cell.of(change.getNode().getNodeId()),
                what(change),
                Cell.of(change.getRequestedBy()),
                Cell.of(change.getComment()),
                Cell.of(change.getNode().getApiAddress()),
                Cell.of(change.getNode().getRaftAddress()),
                Cell.of(change.getRosterVersion()))));
        return table;
    }

    private static Cell what(NodeChange change) {
        return switch (change.getKind()) {
            case NODE_CHANGE_KIND_ADDED -> new Cell("added", Paint.DOUBTFUL);
            case NODE_CHANGE_KIND_JOINED -> new Cell("joined", Paint.GOOD);
            case NODE_CHANGE_KIND_MOVED -> Cell.of("moved");
            case NODE_CHANGE_KIND_REMOVED -> new Cell("removed", Paint.DOUBTFUL);
            case NODE_CHANGE_KIND_LEFT -> Cell.of("left");
            default -> Cell.of("changed in a way unknown to this coordctl");
        };
    }
}
