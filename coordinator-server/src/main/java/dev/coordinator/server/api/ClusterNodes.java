package dev.coordinator.server.api;

import dev.coordinator.server.membership.Membership;
import dev.coordinator.server.membership.Progress;
import dev.coordinator.server.roster.RosterBook;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the edge knows of the nodes, and whom it asks to change them.
 *
 * @param book who they are
 * @param membership takes an operator's word on who they are to be
 * @param progress of the one that joins or leaves
 * @param self what this node says of itself
 */
public record ClusterNodes(
        RosterBook book, Membership membership, Supplier<Optional<Progress>> progress, OwnNode self) {}
