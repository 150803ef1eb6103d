package dev.coordinator.server.access;

/** What comes of {@link AccessControl#identify}. */
public sealed interface Login {

    /** It is known who they are. */
    record Known(Identity identity) implements Login {}

    /** It is not. */
    record Refused(Refusal refusal) implements Login {}
}
