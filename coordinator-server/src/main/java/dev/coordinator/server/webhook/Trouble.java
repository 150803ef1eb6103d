package dev.coordinator.server.webhook;

import dev.coordinator.server.outbox.WebhookName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a receiver takes what it is sent. One that fails is left alone for longer and longer, and then asked one thing at a
 * time, until it takes one. Of one thread.
 */
final class Trouble {

    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);

    private final WebhookName webhook;
    private final String host;
    private final Backoff backoff;
    private int streak;
    private long failedAt;
    private long pausedUntil;
    private boolean gone;

    Trouble(WebhookName webhook, String host, Backoff backoff) {
        this.webhook = webhook;
        this.host = host;
        this.backoff = backoff;
    }

    boolean isFailing() {
        return streak > 0;
    }

    /** Whether it wants no more events. */
    boolean isGone() {
        return gone;
    }

    /** How long it is to be left alone from {@code now} on; 0: not at all. */
    long pause(long now) {
        return Math.max(0, pausedUntil - now);
    }

    /** It has answered, whatever it said. */
    void answered() {
        if (streak > 0) {
            LOG.info("event=webhook-recovered webhook={} host={} failures={}", webhook, host, streak);
        }
        streak = 0;
        pausedUntil = 0;
    }

    /** An attempt failed that began at {@code sentAt}. Several that were under way together count once. */
    void failed(long sentAt, long now, Reply reply) {
        if (streak == 0) {
            LOG.warn("event=webhook-failing webhook={} host={} why=\"{}\"", webhook, host, reply.why());
        }
        if (streak == 0 || sentAt > failedAt) {
            streak++;
            failedAt = now;
        }
        pausedUntil = Math.max(pausedUntil, now + backoff.nanos(streak, reply.notBefore()));
    }

    /** It wants no more. */
    void gone() {
        LOG.warn("event=webhook-gone webhook={} host={}", webhook, host);
        gone = true;
    }

    /** As if nothing had ever been sent. */
    void forget() {
        streak = 0;
        pausedUntil = 0;
        gone = false;
    }
}
