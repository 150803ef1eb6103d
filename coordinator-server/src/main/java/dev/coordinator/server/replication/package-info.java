/**
 * The way of a command through the log: grouped, stamped, appended, committed, applied, answered.
 *
 * <p>Owns the port that a consensus library fills in, the clock of the leader, the callers that wait for an outcome, and
 * the forwarding of grouped commands to the leader.
 *
 * <p><b>May import</b> {@code journal}, {@code lease}, {@code outbox} and {@code roster}.
 *
 * <p><b>Holds</b>
 * <ul>
 *   <li>a group is stamped after receipt of everything in it, and stamps never fall in append order;
 *   <li>no caller is answered before a quorum has committed its command and it has been applied (S4);
 *   <li>a command whose outcome is unknown is never sent again from here;
 *   <li>a linearizable read is a barrier in the log, never a lease on leadership.
 * </ul>
 */
@NullMarked
package dev.coordinator.server.replication;

import org.jspecify.annotations.NullMarked;
