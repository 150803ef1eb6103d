package dev.coordinator.cli.cluster;

import dev.coordinator.cli.text.Cell;
import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.cli.text.Paint;
import dev.coordinator.cli.text.Table;
import dev.coordinator.v1.LogWrites;
import dev.coordinator.v1.Node;
import dev.coordinator.v1.StatusResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/** How each node is, one a row. */
final class HealthTable {

    private HealthTable() {}

    static Table of(Census census, boolean wide) {
        List<String> headings = new ArrayList<>(
                List.of("NODE", "ROLE", "TERM", "APPLIED", "LAG", "CLOCK", "DISK FREE", "WRITE", "SESS", "VERSION"));
        if (wide) {
            headings.addAll(List.of("UP", "STORED", "COMMITTED", "WRITE HALF", "WRITE MAX", "HEARD", "API", "RAFT"));
        }
        Table table = new Table(headings.toArray(String[]::new));
        Optional<StatusResponse> leader = census.leaderStatus();
        census.nodes().forEach(node -> table.add(row(node, leader, wide)));
        return table;
    }

    private static List<Cell> row(NodeView node, Optional<StatusResponse> leader, boolean wide) {
        List<Cell> row = new ArrayList<>();
        row.add(Cell.of(node.nodeId()));
        row.add(NodeTable.role(node));
        Optional<StatusResponse> status = node.status();
        row.add(text(status.map(StatusResponse::getTerm)));
        row.add(text(status.map(StatusResponse::getAppliedIndex)));
        row.add(text(status.flatMap(own -> boxed(lag(own, leader)))));
        row.add(text(status.map(StatusResponse::getClusterTimeMs).map(HumanDuration::rough)));
        row.add(text(status.filter(own -> own.getDiskTotalBytes() > 0)
                .map(StatusResponse::getDiskFreeBytes)
                .map(Bytes::of)));
        row.add(write(status, LogWrites::getP99Us));
        row.add(text(status.map(StatusResponse::getSessions)));
        row.add(text(status.map(StatusResponse::getVersion)));
        if (wide) {
            row.add(text(status.map(StatusResponse::getUptimeMs).map(HumanDuration::rough)));
            row.add(text(status.map(StatusResponse::getLastLogIndex)));
            row.add(text(status.map(StatusResponse::getCommittedIndex)));
            row.add(write(status, LogWrites::getMedianUs));
            row.add(write(status, LogWrites::getMaxUs));
            row.add(node.listed()
                    .filter(Node::hasWithinReach)
                    .map(listed -> listed.getWithinReach() ? Cell.of("yes") : new Cell("no", Paint.BAD))
                    .orElse(Cell.of("")));
            row.add(Cell.of(node.apiAddress()));
            row.add(text(node.listed().map(Node::getRaftAddress)));
        }
        return row;
    }

    /** Empty where the last minute had no writes, or the node doesn't tell. */
    private static Cell write(Optional<StatusResponse> status, ToLongFunction<LogWrites> which) {
        return status.filter(own -> own.getLogWrites().getCount() > 0)
                .map(own -> new Cell(
                        WriteSpeed.written(which.applyAsLong(own.getLogWrites())),
                        WriteSpeed.of(own) == WriteSpeed.FINE ? Paint.PLAIN : Paint.BAD))
                .orElse(Cell.of(""));
    }

    /** By how many entries a node's log is behind the leader's, as the two were asked; empty without a leader. */
    static OptionalLong lag(StatusResponse status, Optional<StatusResponse> leader) {
        return leader.map(other -> OptionalLong.of(Math.max(0, other.getLastLogIndex() - status.getLastLogIndex())))
                .orElse(OptionalLong.empty());
    }

    private static Optional<Long> boxed(OptionalLong number) {
        return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
    }

    private static Cell text(Optional<?> value) {
        return Cell.of(value.map(Object::toString).orElse(""));
    }
}
