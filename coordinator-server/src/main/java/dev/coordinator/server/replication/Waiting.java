package dev.coordinator.server.replication;

import dev.coordinator.server.journal.Entries;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A command that waits for its decision.
 *
 * @param weight about how many bytes it takes in the log
 */
record Waiting(Command command, Completion completion, int weight) {

    private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);

    /** @throws IllegalArgumentException if the log can't carry the command exactly */
    static Waiting of(Command command, Completion completion) {
        Entries.requireExact(command);
        return new Waiting(command, completion, weigh(command));
    }

    /** Completes it. What the completion throws is its own trouble: neither the log nor who comes next suffers from it. */
    void decided(long logIndex, Decision decision) {
        guarded(() -> completion.decided(logIndex, decision));
    }

    /** Completes it without a decision, just as guarded. */
    void failed(Failure failure) {
        guarded(() -> completion.failed(failure));
    }

    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.error("event=caller-not-answered command={}", command.getClass().getSimpleName(), e);
        }
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
