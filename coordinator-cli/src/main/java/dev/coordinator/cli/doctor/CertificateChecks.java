package dev.coordinator.cli.doctor;

import dev.coordinator.cli.cluster.CertificateSigns;
import dev.coordinator.v1.StatusResponse;
import java.util.List;
import java.util.stream.Stream;

/** What is looked at in the certificates that nodes show. Nodes without TLS are passed over. */
final class CertificateChecks {

    private CertificateChecks() {}

    static Stream<Finding> expiry(Picture picture) {
        List<StatusResponse> withTls = picture.answers()
                .filter(status -> status.getCertificatesCount() > 0)
                .toList();
        List<Finding> found = withTls.stream()
                .flatMap(status -> CertificateSigns.of(status, picture.taken().toEpochMilli()).stream()
                        .map(sign -> sign.broken()
                                ? Finding.problem(status.getNodeId(), sign.what(), sign.next())
                                : Finding.warning(status.getNodeId(), sign.what(), sign.next())))
                .toList();
        return withTls.isEmpty() || !found.isEmpty()
                ? found.stream()
                : Stream.of(Finding.ok(Finding.CLUSTER, "no certificate expires within 30 days"));
    }
}
