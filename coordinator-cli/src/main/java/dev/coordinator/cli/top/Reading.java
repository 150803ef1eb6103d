package dev.coordinator.cli.top;

import dev.coordinator.cli.cluster.NodeView;
import dev.coordinator.cli.cluster.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the cluster.
 *
 * @param nodes problems first; empty before the first answer
 * @param rates empty until one node answered twice
 * @param detail of the pool that is open
 */
record Reading(
        List<NodeView> nodes,
        Optional<Verdict> verdict,
        Optional<Rates> rates,
        Listing listing,
        Optional<Detail> detail) {

    Reading {
        nodes = List.copyOf(nodes);
    }

    static Reading none(Moment now) {
        return new Reading(
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Listing.unread(now, "nothing was read yet"),
                Optional.empty());
    }
}
