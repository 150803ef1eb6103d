package dev.coordinator.cli.cluster;

import dev.coordinator.cli.text.Cell;
import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.cli.text.Paint;
import dev.coordinator.cli.text.Table;
import dev.coordinator.cli.text.Words;
import dev.coordinator.v1.Node;
import dev.coordinator.v1.NodeRole;
import dev.coordinator.v1.NodeStanding;
import dev.coordinator.v1.StatusResponse;
import java.util.ArrayList;
import java.util.List;

/** Nodes, one a row. */
public final class NodeTable {

    private NodeTable() {}

    static Table narrow(List<NodeView> nodes) {
        Table table = new Table("NODE", "ROLE", "TERM", "APPLIED", "VERSION", "API", "PROBLEM");
        nodes.forEach(node -> table.add(cells(node)));
        return table;
    }

    static Table wide(List<NodeView> nodes) {
        Table table = new Table(
                "NODE",
                "ROLE",
                "TERM",
                "APPLIED",
                "VERSION",
                "API",
                "PROBLEM",
                "COMMITTED",
                "STORED",
                "LEADER",
                "UP",
                "POOLS",
                "INSTANCES");
        for (NodeView node : nodes) {
            List<Cell> row = new ArrayList<>(cells(node));
            StatusResponse status = node.status().orElse(StatusResponse.getDefaultInstance());
            boolean known = node.status().isPresent();
            row.add(number(known, status.getCommittedIndex()));
            row.add(number(known, status.getLastLogIndex()));
            row.add(Cell.of(status.getLeaderId()));
            row.add(Cell.of(known ? HumanDuration.rough(status.getUptimeMs()) : ""));
            row.add(number(known, status.getPools()));
            row.add(number(known, status.getInstances()));
            table.add(row);
        }
        return table;
    }

    private static List<Cell> cells(NodeView node) {
        if (node.status().isEmpty()) {
            return List.of(
                    Cell.of(node.nodeId()),
                    role(node),
                    Cell.of(""),
                    Cell.of(""),
                    Cell.of(""),
                    Cell.of(node.apiAddress()),
                    new Cell(node.trouble(), Paint.BAD));
        }
        StatusResponse status = node.status().get();
        return List.of(
                Cell.of(node.nodeId()),
                role(node, status),
                Cell.of(status.getTerm()),
                Cell.of(status.getAppliedIndex()),
                Cell.of(status.getVersion()),
                Cell.of(node.apiAddress()),
                new Cell(problem(node, status.getRole()), Paint.BAD));
    }

    /** What it is, for people. */
    public static Cell role(NodeView node) {
        return node.status().map(status -> role(node, status)).orElse(new Cell("unreachable", Paint.BAD));
    }

    private static Cell role(NodeView node, StatusResponse status) {
        if (node.isOutside()) {
            return new Cell(status.getWaitingToBeAdded() ? "waiting" : "outside", Paint.DOUBTFUL);
        }
        if (node.isWiped()) {
            return new Cell("waiting", Paint.BAD);
        }
        return switch (node.listed().map(Node::getStanding).orElse(NodeStanding.NODE_STANDING_UNSPECIFIED)) {
            case NODE_STANDING_JOINING -> new Cell("joining", Paint.DOUBTFUL);
            case NODE_STANDING_LEAVING -> new Cell("leaving", Paint.DOUBTFUL);
            default -> new Cell(Words.of(status.getRole()), paint(status.getRole()));
        };
    }

    private static Cell number(boolean known, long number) {
        return Cell.of(known ? Long.toUnsignedString(number) : "");
    }

    /** Empty when there is none. */
    public static String problem(NodeView node, NodeRole role) {
        if (node.isOutside()) {
            return node.status().filter(StatusResponse::getWaitingToBeAdded).isPresent()
                    ? "waits to be added to the cluster"
                    : "is not one of the cluster's nodes";
        }
        if (node.isWiped()) {
            return "has lost its data; see 'coordctl cluster replace'";
        }
        String trouble = node.listed().map(Node::getTrouble).orElse("");
        if (!trouble.isEmpty()) {
            return trouble;
        }
        if (node.isDraining()) {
            return "is being drained";
        }
        return switch (role) {
            case NODE_ROLE_CANDIDATE -> "knows no leader";
            case NODE_ROLE_FAILED -> "has stopped after a failure; see its log";
            default -> "";
        };
    }

    /** How good it is. */
    public static Paint paint(NodeRole role) {
        return switch (role) {
            case NODE_ROLE_LEADER -> Paint.GOOD;
            case NODE_ROLE_FOLLOWER -> Paint.PLAIN;
            case NODE_ROLE_CANDIDATE -> Paint.DOUBTFUL;
            default -> Paint.BAD;
        };
    }
}
