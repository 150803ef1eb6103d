package dev.coordinator.server.webhook;

import dev.coordinator.server.outbox.WebhookName;

/** Told of deliveries. Called on any thread; must not block. */
public interface WebhookMeter {

    /** A request was answered, or not: {@code verdict} says what that means. */
    void tried(WebhookName webhook, Verdict verdict, long nanos);

    /** An event will not be delivered. */
    void deadLetter(WebhookName webhook, DeadLetter why);

    /** Events were dropped before they could be delivered. */
    void missed(WebhookName webhook);

    /** Why an event is given up. */
    enum DeadLetter {
        /** The receiver said that it never takes this one. */
        REFUSED,
        /** It was tried for as long as is allowed. */
        TOO_OLD,
        /** The receiver said that it wants no events any more. */
        GONE
    }

    /** What an attempt came to. */
    enum Verdict {
        /** The receiver has it. */
        DELIVERED,
        /** The receiver never takes it. */
        REFUSED,
        /** The receiver wants no more. */
        GONE,
        /** It failed, and is tried again. */
        FAILED
    }
}
