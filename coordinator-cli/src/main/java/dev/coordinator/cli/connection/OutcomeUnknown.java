package dev.coordinator.cli.connection;

/** A request that changes something was sent, and no answer tells whether it took effect. It may yet. */
public final class OutcomeUnknown extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Attempt attempt;

    OutcomeUnknown(Attempt attempt) {
        super("the outcome is unknown", attempt.failure());
        this.attempt = attempt;
    }

    public Attempt attempt() {
        return attempt;
    }
}
