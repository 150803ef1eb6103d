package dev.coordinator.server.replication;

import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Holding;

/**
 * What may wait for the log.
 *
 * <p>When the queue fills, reads are turned away first, then check-ins in full (new instances among them), then renewals of
 * standbys; those who say that they hold a lease, or give one up, come last.
 *
 * @param commands how many, those on their way included
 * @param bytes about how many bytes, those on their way included
 */
public record Admission(int commands, long bytes) {

    public Admission {
        if (commands < 1 || bytes < 1) {
            throw new IllegalArgumentException(
                    "at least one command and one byte may wait, not " + commands + " and " + bytes);
        }
    }

    boolean admits(Command command, int waitingCommands, long waitingBytes) {
        int percent = share(command);
        return waitingCommands < part(commands, percent) && waitingBytes < part(bytes, percent);
    }

    /** Rounded up, so that whatever is allowed at all is taken when nothing waits. */
    private static long part(long whole, int percent) {
        return whole / 100 * percent + (whole % 100 * percent + 99) / 100;
    }

    private static int share(Command command) {
        if (command instanceof Command.Barrier) {
            return 50;
        }
        if (command instanceof Command.CheckIn checkIn) {
            return checkIn.holding() instanceof Holding.Claim || checkIn.release() ? 100 : 75;
        }
        if (command instanceof Command.Renewal renewal) {
            return renewal.holding() instanceof Holding.Claim ? 100 : 90;
        }
        return 100;
    }
}
