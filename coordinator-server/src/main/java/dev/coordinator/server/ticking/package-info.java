/**
 * The leader's timer: proposes a tick when the next deadline comes due.
 *
 * <p>Deadlines pass in the log, not here. A tick only brings cluster time forward, so one too many is harmless and a late
 * one delays an expiry but never makes it early (S5).
 *
 * <p><b>May import</b> {@code replication}, {@code journal} and {@code lease}.
 */
@NullMarked
package dev.coordinator.server.ticking;

import org.jspecify.annotations.NullMarked;
