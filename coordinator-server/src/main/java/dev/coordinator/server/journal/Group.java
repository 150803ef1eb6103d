package dev.coordinator.server.journal;

import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Stamp;
import dev.coordinator.server.outbox.Advance;
import dev.coordinator.server.roster.NextRoster;
import java.util.List;
import java.util.Optional;

/**
 * What one entry of the log says: commands in order of arrival, under one stamp.
 *
 * @param roster the nodes as they are to be, beside the commands, which don't concern them
 * @param advance how far deliveries to webhooks have come
 */
public record Group(Stamp stamp, List<Command> commands, Optional<NextRoster> roster, Advance advance) {

    /** As most entries are: the nodes stay as they are. */
    public Group(Stamp stamp, List<Command> commands) {
        this(stamp, commands, Optional.empty());
    }

    /** One that says nothing of deliveries. */
    public Group(Stamp stamp, List<Command> commands, Optional<NextRoster> roster) {
        this(stamp, commands, roster, Advance.NONE);
    }

    public Group {
        commands = List.copyOf(commands);
    }
}
