package dev.coordinator.cli.doctor;

import dev.coordinator.cli.cluster.NodeView;
import dev.coordinator.cli.cluster.Verdict;
import dev.coordinator.v1.NodeRole;
import dev.coordinator.v1.StatusResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that was seen of a cluster from one machine, within a few seconds.
 *
 * @param taken by this machine's wall clock
 * @param version of coordctl
 * @param origin where the endpoints come from, for people
 * @param earlier every known node's own view
 * @param later the same, {@code between} later
 * @param between at least so long lies between the two
 * @param clock empty when no leader with a quorum told the time twice
 */
public record Picture(
        Instant taken,
        String version,
        String origin,
        List<NodeView> earlier,
        List<NodeView> later,
        Duration between,
        Optional<ClockReading> clock,
        PoolsReading pools) {

    public Picture {
        earlier = List.copyOf(earlier);
        later = List.copyOf(later);
    }

    /** What the later views add up to. */
    public Verdict verdict() {
        return Verdict.of(later);
    }

    /** Those that answered, as they are now. */
    Stream<StatusResponse> answers() {
        return later.stream().flatMap(node -> node.status().stream());
    }

    Optional<StatusResponse> before(StatusResponse node) {
        return earlier.stream()
                .flatMap(view -> view.status().stream())
                .filter(status -> status.getNodeId().equals(node.getNodeId()))
                .findFirst();
    }

    /** The one that a majority follows, if it answered. */
    Optional<StatusResponse> leader() {
        Verdict verdict = verdict();
        return answers()
                .filter(status -> verdict.quorum())
                .filter(status -> status.getNodeId().equals(verdict.leader()))
                .filter(status -> status.getRole() == NodeRole.NODE_ROLE_LEADER)
                .findFirst();
    }
}
