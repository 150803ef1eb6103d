package dev.coordinator.server.replication;

import dev.coordinator.server.lease.Command;

/**
 * A command that waits for its decision.
 *
 * @param weight about how many bytes it takes in the log
 */
record Waiting(Command command, Completion completion, int weight) {

    static Waiting of(Command command, Completion completion) {
        return new Waiting(command, completion, weigh(command));
    }

    private static int weigh(Command command) {
        if (!(command instanceof Command.CheckIn checkIn)) {
            return 24;
        }
        int labels = checkIn.profile().labels().entrySet().stream()
                .mapToInt(label -> label.getKey().length() + label.getValue().length() + 6)
                .sum();
        return 64
                + checkIn.pool().value().length()
                + checkIn.instance().value().length()
                + checkIn.profile().address().length()
                + checkIn.profile().unelectableReason().length()
                + checkIn.profile().info().size()
                + labels
                + 9 * checkIn.supersedes().size();
    }
}
