/**
 * Tells receivers elsewhere what was decided, by HTTP requests that are signed: every event at least once, in the order of the
 * log within a pool.
 *
 * <p>The node that leads does it. It reads what is yet to be told from the {@link dev.coordinator.server.outbox.Outbox},
 * which is replicated, and has the log keep how far it has come, so the next leader goes on there and repeats a little. Each
 * webhook has threads and queues of its own, all bounded: a receiver that is slow or dead delays neither a decision nor
 * another receiver.
 *
 * <p>The requests have the form of Standard Webhooks (standardwebhooks.com), version 1.
 *
 * <p><b>May import</b> {@code lease} and {@code outbox}.
 */
@NullMarked
package dev.coordinator.server.webhook;

import org.jspecify.annotations.NullMarked;
