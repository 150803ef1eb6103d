package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.StateImage;

/**
 * A cluster was lost, and another goes on.
 *
 * @param lost the last state of the lost one, which nobody knows any more
 * @param kept what was left of it: the state after an earlier entry
 * @param begun the first state of the other, made of what was kept
 * @param keptUpTo the last entry of the lost one that the other knows of; 0: none
 * @param unsafe an operator has said that no old primary is left
 */
record Recovered(StateImage lost, StateImage kept, StateImage begun, long keptUpTo, boolean unsafe) {}
