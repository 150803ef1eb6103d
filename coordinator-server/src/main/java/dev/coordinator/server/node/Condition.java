package dev.coordinator.server.node;

import dev.coordinator.server.api.EdgeLoad;
import dev.coordinator.server.api.OwnNode;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.roster.RosterBook;
import dev.coordinator.server.security.CertificateStatus;
import dev.coordinator.server.telemetry.NodeCondition;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gathers for the page of metrics how this node does. Safe for use by any thread; never blocks. */
record Condition(NodeId self, OwnNode node, RosterBook book, Supplier<EdgeLoad> load)
        implements Supplier<NodeCondition> {

    private static final double NANOS_A_SECOND = 1e9;

    @Override
    public NodeCondition get() {
        EdgeLoad open = load.get();
        List<CertificateStatus> certificates = node.certificates();
        return new NodeCondition(
                node.disk().freeBytes(),
                node.disk().totalBytes(),
                node.logWrites().longest().toNanos() / NANOS_A_SECOND,
                heard(),
                certificates.stream().collect(Collectors.toMap(CertificateStatus::listener, Condition::ends)),
                certificates.stream()
                        .collect(Collectors.toMap(
                                CertificateStatus::listener,
                                status -> status.failure().isPresent())),
                open.sessions(),
                open.watches(),
                open.waitingCheckIns());
    }

    private Map<String, Boolean> heard() {
        Optional<Set<NodeId>> heard = node.heard();
        Map<String, Boolean> voters = new HashMap<>();
        if (heard.isPresent()) {
            for (NodeId voter : book.current().members().keySet()) {
                if (!voter.equals(self)) {
                    voters.put(voter.value(), heard.get().contains(voter));
                }
            }
        }
        return voters;
    }

    private static long ends(CertificateStatus status) {
        return Stream.concat(Stream.of(status.notAfter()), status.authoritiesNotAfter().stream())
                .min(Instant::compareTo)
                .orElseThrow()
                .getEpochSecond();
    }
}
