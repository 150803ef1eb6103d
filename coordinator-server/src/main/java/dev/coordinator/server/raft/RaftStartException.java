package dev.coordinator.server.raft;

import java.io.IOException;

/** The node could not take part in the log: its data is damaged, or its address is taken. No retry helps by itself. */
public final class RaftStartException extends IOException {

    RaftStartException(String message) {
        super(message);
    }

    RaftStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
