package dev.coordinator.client;

import java.time.Duration;

/** Why an attempt was not answered. The outcome is unknown in every case; the next attempt's higher seq makes that harmless. */
sealed interface Failure {

    String message();

    /** The way to the node is broken. */
    record Unreachable(String message) implements Failure {}

    /** The node answers that it can't now. */
    record NotNow(String message, Duration retryAfter) implements Failure {}

    /** The handle means nothing to the cluster: say everything again. */
    record UnknownHandle(String message) implements Failure {}

    /** The request itself is refused and will be again, until something is changed. */
    record Refused(String message) implements Failure {}
}
