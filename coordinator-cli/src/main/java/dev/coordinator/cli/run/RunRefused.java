package dev.coordinator.cli.run;

import dev.coordinator.cli.invocation.ExitStatus;

/** The program can't be run here and now; the message says why, and what to do. */
final class RunRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;

    RunRefused(ExitStatus status, String message) {
        this(status.code(), message);
    }

    RunRefused(int status, String message) {
        super(message);
        this.status = status;
    }

    /** What to end with. */
    int status() {
        return status;
    }
}
