package dev.coordinator.server.lease.scenario;

import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Stamp;
import java.util.List;

/** An entry of the log, as a step of a story makes it. */
public record Entry(Stamp stamp, List<Command> commands) {

    public Entry {
        commands = List.copyOf(commands);
    }
}
