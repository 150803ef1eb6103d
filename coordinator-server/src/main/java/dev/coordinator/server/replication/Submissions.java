package dev.coordinator.server.replication;

import dev.coordinator.server.lease.Command;

/** Takes commands on their way to the log, whichever node leads. Safe for use by any thread; never blocks. */
@FunctionalInterface
public interface Submissions {

    /**
     * Groups the command with what else is waiting and sees it through the log.
     *
     * @throws IllegalArgumentException if a text of the command is not Unicode; nothing was appended, and the completion is
     *     not called
     */
    void submit(Command command, Completion completion);
}
