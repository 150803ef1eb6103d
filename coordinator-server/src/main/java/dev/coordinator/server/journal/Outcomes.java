package dev.coordinator.server.journal;

import dev.coordinator.server.lease.Decision;
import java.util.List;

/**
 * What the node that leads says to commands that another passed on.
 */
public sealed interface Outcomes {

    /** One decision for each command, in order. */
    record Decided(long logIndex, List<Decision> decisions) implements Outcomes {
        public Decided {
            decisions = List.copyOf(decisions);
        }
    }

    /** Nothing was appended: the node does not lead. */
    record NotLeading() implements Outcomes {}

    /** Nothing was appended: the node takes no more for now. */
    record Overloaded() implements Outcomes {}

    /** Some of it may have been appended, or may yet be. */
    record Unknown() implements Outcomes {}
}
