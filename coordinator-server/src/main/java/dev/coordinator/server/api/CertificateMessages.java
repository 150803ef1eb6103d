package dev.coordinator.server.api;

import dev.coordinator.server.security.CertificateStatus;
import dev.coordinator.v1.ListenerCertificate;
import java.util.List;

/** What listeners show, as messages. */
final class CertificateMessages {

    private CertificateMessages() {}

    static List<ListenerCertificate> of(List<CertificateStatus> certificates) {
        return certificates.stream().map(CertificateMessages::message).toList();
    }

    private static ListenerCertificate message(CertificateStatus status) {
        ListenerCertificate.Builder message = ListenerCertificate.newBuilder()
                .setListener(status.listener())
                .setSubject(status.subject())
                .addAllSubjectAltNames(status.names())
                .setNotBeforeMs(status.notBefore().toEpochMilli())
                .setNotAfterMs(status.notAfter().toEpochMilli())
                .setLoadedMs(status.loaded().toEpochMilli());
        status.authoritiesNotAfter().ifPresent(first -> message.setAuthoritiesNotAfterMs(first.toEpochMilli()));
        status.failure()
                .ifPresent(failure ->
                        message.setReloadFailedMs(failure.at().toEpochMilli()).setReloadFailure(failure.why()));
        return message.build();
    }
}
