package dev.coordinator.server.journal;

import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Stamp;
import java.util.List;

/** What one entry of the log says: commands in order of arrival, under one stamp. */
public record Group(Stamp stamp, List<Command> commands) {

    public Group {
        commands = List.copyOf(commands);
    }
}
