package dev.coordinator.server.api;

import dev.coordinator.server.roster.NodeChange;
import dev.coordinator.server.roster.RecordedChange;
import dev.coordinator.v1.NodeChangeKind;
import java.util.List;

/** What became of the nodes, as messages. */
final class NodeChangeMessages {

    private NodeChangeMessages() {}

    static List<dev.coordinator.v1.NodeChange> of(List<RecordedChange> history) {
        return history.stream().map(NodeChangeMessages::message).toList();
    }

    private static dev.coordinator.v1.NodeChange message(RecordedChange recorded) {
        NodeChange change = recorded.change();
        return dev.coordinator.v1.NodeChange.newBuilder()
                .setKind(kind(change.kind()))
                .setNode(NodeMessages.of(change.member()))
                .setRequestedBy(change.requester().name())
                .setComment(change.requester().comment())
                .setWallTimeMs(recorded.wallMillis())
                .setRosterVersion(recorded.version())
                .build();
    }

    private static NodeChangeKind kind(NodeChange.Kind kind) {
        return switch (kind) {
            case ADDED -> NodeChangeKind.NODE_CHANGE_KIND_ADDED;
            case JOINED -> NodeChangeKind.NODE_CHANGE_KIND_JOINED;
            case MOVED -> NodeChangeKind.NODE_CHANGE_KIND_MOVED;
            case REMOVED -> NodeChangeKind.NODE_CHANGE_KIND_REMOVED;
            case LEFT -> NodeChangeKind.NODE_CHANGE_KIND_LEFT;
        };
    }
}
