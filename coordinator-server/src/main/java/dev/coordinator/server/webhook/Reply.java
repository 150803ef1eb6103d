package dev.coordinator.server.webhook;

import dev.coordinator.server.webhook.WebhookMeter.Verdict;
import java.time.Duration;

/**
 * What came of one attempt.
 *
 * @param why in words, without anything of the request or the answer that may be secret
 * @param notBefore how long the receiver asks to be left alone
 */
record Reply(Verdict verdict, String why, Duration notBefore) {

    /** The receiver answered with that status. */
    static Reply ofStatus(int status, Duration retryAfter) {
        Verdict verdict = switch (status) {
            case 410 -> Verdict.GONE;
            case 400, 413, 415, 422 -> Verdict.REFUSED;
            default -> status >= 200 && status < 300 ? Verdict.DELIVERED : Verdict.FAILED;
        };
        return new Reply(verdict, "answered " + status, retryAfter);
    }

    /** There was no answer. */
    static Reply none(String why) {
        return new Reply(Verdict.FAILED, why, Duration.ZERO);
    }
}
