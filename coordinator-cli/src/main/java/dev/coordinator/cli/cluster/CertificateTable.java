package dev.coordinator.cli.cluster;

import dev.coordinator.cli.text.Cell;
import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.cli.text.Paint;
import dev.coordinator.cli.text.Table;
import dev.coordinator.v1.ListenerCertificate;
import dev.coordinator.v1.StatusResponse;
import java.util.List;

/** What the nodes' listeners show, one a row. */
final class CertificateTable {

    private CertificateTable() {}

    static Table of(Census census, long nowMillis) {
        Table table = new Table("NODE", "LISTENER", "SUBJECT", "NAMES", "EXPIRES", "LOADED");
        census.nodes()
                .forEach(node -> node.status()
                        .ifPresent(status ->
                                status.getCertificatesList().forEach(each -> table.add(row(status, each, nowMillis)))));
        return table;
    }

    private static List<Cell> row(StatusResponse status, ListenerCertificate certificate, long nowMillis) {
        long left = certificate.getNotAfterMs() - nowMillis;
        Cell expires = left <= 0
                ? new Cell("expired", Paint.BAD)
                : left < CertificateSigns.SOON.toMillis()
                        ? new Cell(HumanDuration.rough(left), Paint.DOUBTFUL)
                        : Cell.of(HumanDuration.rough(left));
        Cell loaded = certificate.getReloadFailedMs() > 0
                ? new Cell("reload failed", Paint.BAD)
                : Cell.of(HumanDuration.rough(Math.max(0, nowMillis - certificate.getLoadedMs())) + " ago");
        return List.of(
                Cell.of(status.getNodeId()),
                Cell.of(certificate.getListener()),
                Cell.of(certificate.getSubject()),
                Cell.of(String.join(" ", certificate.getSubjectAltNamesList())),
                expires,
                loaded);
    }
}
