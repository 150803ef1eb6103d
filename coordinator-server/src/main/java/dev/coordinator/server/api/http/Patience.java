package dev.coordinator.server.api.http;

import java.time.Duration;

/**
 * How long a connection may take for what it does at the moment.
 *
 * @param idle without a byte of the next request
 * @param arriving from the first byte of a request to its last
 * @param answering for taking an answer, or a piece of a stream
 * @param lingering for closing after an answer that came before the whole request
 */
record Patience(Duration idle, Duration arriving, Duration answering, Duration lingering) {

    static final Patience DEFAULT =
            new Patience(Duration.ofSeconds(75), Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(1));

    private static final int LOOKS_A_PHASE = 4;

    /** How often to look at the clock. */
    Duration turn() {
        Duration shortest = arriving.compareTo(answering) < 0 ? arriving : answering;
        return (shortest.compareTo(idle) < 0 ? shortest : idle).dividedBy(LOOKS_A_PHASE);
    }
}
