/**
 * The nodes of the cluster: their names, where each is found, and how far each has come in joining or leaving.
 *
 * <p>Values alone. The roster is replicated beside the state of the pools, which know nothing of nodes; who may vote is the
 * consensus library's own record, and this one says what an operator wants it to become.
 *
 * <p><b>May import</b> nothing of ours.
 *
 * <p><b>Holds</b>
 * <ul>
 *   <li>at most one node is on its way in or out;
 *   <li>no two nodes share an address;
 *   <li>a roster is replaced as a whole, by the one that comes next after it;
 *   <li>who asked for what is remembered beside it, and decides nothing.
 * </ul>
 */
@NullMarked
package dev.coordinator.server.roster;

import org.jspecify.annotations.NullMarked;
