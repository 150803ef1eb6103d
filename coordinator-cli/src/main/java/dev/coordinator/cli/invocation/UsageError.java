package dev.coordinator.cli.invocation;

/** The command line asks for something that makes no sense; the message says what. */
public final class UsageError extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UsageError(String message) {
        super(message);
    }
}
