package dev.coordinator.cli.connection;

/** What came of asking one particular node. */
public sealed interface Reply<A> {

    /** It answered. */
    record Answered<A>(A answer) implements Reply<A> {}

    /** It didn't, or refused. */
    record Failed<A>(Attempt attempt) implements Reply<A> {}
}
