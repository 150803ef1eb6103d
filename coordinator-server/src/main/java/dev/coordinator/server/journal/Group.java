package dev.coordinator.server.journal;

import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Stamp;
import dev.coordinator.server.roster.NextRoster;
import java.util.List;
import java.util.Optional;

/**
 * What one entry of the log says: commands in order of arrival, under one stamp.
 *
 * @param roster the nodes as they are to be, beside the commands, which don't concern them
 */
public record Group(Stamp stamp, List<Command> commands, Optional<NextRoster> roster) {

    /** As most entries are: the nodes stay as they are. */
    public Group(Stamp stamp, List<Command> commands) {
        this(stamp, commands, Optional.empty());
    }

    public Group {
        commands = List.copyOf(commands);
    }
}
