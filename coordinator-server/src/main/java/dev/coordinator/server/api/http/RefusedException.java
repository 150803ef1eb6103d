package dev.coordinator.server.api.http;

/** A request is refused before any service has seen it; nothing came of it. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    RefusedException(Problem problem) {
        super(problem.status().getMessage(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
