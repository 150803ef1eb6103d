package dev.coordinator.cli.connection;

import java.util.List;

/** Every endpoint was asked and none gave an answer. What was asked did not happen, or changes nothing. */
public final class NoAnswer extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Attempt> attempts;

    public NoAnswer(List<Attempt> attempts) {
        super("no coordinator answered");
        this.attempts = List.copyOf(attempts);
        this.attempts.forEach(attempt -> addSuppressed(attempt.failure()));
    }

    /** The last attempt at each endpoint, in the order asked. */
    public List<Attempt> attempts() {
        return attempts;
    }

    /** Whether some node answered that it knows no leader: the cluster is there and has no quorum, or not yet. */
    public boolean leaderless() {
        return attempts.stream().anyMatch(Attempt::knowsNoLeader);
    }
}
