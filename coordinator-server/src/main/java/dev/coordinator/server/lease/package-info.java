/**
 * The rules of the lease: who is primary, until when, and who comes next.
 *
 * <p>A pure core. State, a command and a cluster time go in; a decision comes out. Nothing here reads a clock, draws a
 * random number, starts a thread, logs or touches a file or a socket, so the same log gives the same state, byte for
 * byte, on every node (S8).
 *
 * <p><b>May import</b> {@code java.*} and JSpecify, nothing else.
 *
 * <p><b>Holds</b>
 * <ul>
 *   <li>a pool never has two live leases (S1);
 *   <li>an epoch is above every epoch granted before it, in the whole cluster (S2);
 *   <li>a lease ends before its deadline only by its holder's word or an operator's (S5);
 *   <li>whatever iteration reaches bytes or a decision is ordered;
 *   <li>a refusal is a value; only a broken invariant is thrown.
 * </ul>
 */
@NullMarked
package dev.coordinator.server.lease;

import org.jspecify.annotations.NullMarked;
