/**
 * What was decided and not every webhook has been told: part of the replicated state, beside the pools, so that no change of
 * the leader and no crash loses any of it.
 *
 * <p>It decides nothing, and costs nothing while the log has named no webhook. What is kept is bounded; what is dropped is
 * known to have been.
 *
 * <p><b>May import</b> {@code lease}.
 */
@NullMarked
package dev.coordinator.server.outbox;

import org.jspecify.annotations.NullMarked;
