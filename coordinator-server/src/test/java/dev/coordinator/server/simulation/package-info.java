/**
 * The whole system above Raft, run by one seeded random in simulated time: no thread, no clock, no socket.
 *
 * <p>What runs is real: the core, the journal's bytes, the grouping, stamping and forwarding of {@code replication}, the
 * ticker, and the client library's rules. What is played is what surrounds it: the consensus, networks, clocks, crashes,
 * people. {@link dev.coordinator.server.simulation.Ledger} takes every committed entry a second time, command by command,
 * and asks every {@link dev.coordinator.server.simulation.Invariant} about it; what instances believe is compared in true
 * time. One seed replays a run exactly.
 */
@NullMarked
package dev.coordinator.server.simulation;

import org.jspecify.annotations.NullMarked;
