package dev.coordinator.server.journal;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.Command;
import java.util.List;

/** What a node says to another. */
public sealed interface PeerMessage {

    /** Commands for the node that leads, without a stamp. Answered. */
    record Forward(List<Command> commands) implements PeerMessage {}

    /** What the leading node has just applied at {@code logIndex}, ahead of the word of the log. Not answered. */
    record Announcement(long logIndex, List<Change> changes) implements PeerMessage {}
}
