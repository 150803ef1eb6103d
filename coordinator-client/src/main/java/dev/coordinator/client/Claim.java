package dev.coordinator.client;

/** What a check-in says of holding the lease. */
sealed interface Claim {

    /** Not said, which never ends a reign. */
    record Unsaid() implements Claim {}

    /** This epoch is held: renew it. */
    record Holding(Epoch epoch) implements Claim {}

    /** None is held, and every answer to an earlier check-in will be ignored. */
    record None() implements Claim {}

    /** This epoch is given up, and every answer to an earlier check-in will be ignored. */
    record Released(Epoch epoch) implements Claim {}

    /** Whether the answers to everything sent before are void from now on. */
    default boolean isPromise() {
        return this instanceof None || this instanceof Released;
    }
}
