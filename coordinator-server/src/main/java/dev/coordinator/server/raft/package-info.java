/**
 * The consensus group: the node, its state machine, snapshots, the transport between peers, and membership.
 *
 * <p>Fills in the port of {@code replication}. The Raft library is known to this package alone.
 *
 * <p><b>May import</b> {@code membership}, {@code replication}, {@code journal}, {@code lease}, {@code roster} and
 * {@code security}.
 *
 * <p><b>Holds</b>
 * <ul>
 *   <li>a peer is heard only after its certificate has shown that it is one;
 *   <li>every proposal names the term it belongs to;
 *   <li>one peer joins or leaves at a time;
 *   <li>a node that cannot write, or doubts what it has read, stops.
 * </ul>
 */
@NullMarked
package dev.coordinator.server.raft;

import org.jspecify.annotations.NullMarked;
