/**
 * Who belongs to the cluster: takes an operator's word for it on the node that leads, and sees it through.
 *
 * <p>The word is committed as a roster first. Whichever node leads then brings the voters to what the roster says, one at a
 * time, so a change outlives the leader that began it.
 *
 * <p><b>May import</b> {@code replication}, {@code journal}, {@code lease} and {@code roster}.
 *
 * <p><b>Holds</b>
 * <ul>
 *   <li>one node joins or leaves at a time, and votes are changed by one voter at a time;
 *   <li>a node votes only after it has caught up;
 *   <li>nothing begins that would leave fewer voters within reach than a quorum.
 * </ul>
 */
@NullMarked
package dev.coordinator.server.membership;

import org.jspecify.annotations.NullMarked;
