package dev.coordinator.server.security;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a listener shows to those who connect.
 *
 * @param listener its name
 * @param names the subject alternative names, {@code DNS:n1.example}
 * @param notAfter the last instant at which it is valid
 * @param authoritiesNotAfter when the first of those trusted expires; empty: none are
 * @param loaded when what is in use was read
 * @param failure why what the files hold now isn't used; empty: it is
 */
public record CertificateStatus(
        String listener,
        String subject,
        List<String> names,
        Instant notBefore,
        Instant notAfter,
        Optional<Instant> authoritiesNotAfter,
        Instant loaded,
        Optional<Failure> failure) {

    /**
     * Why what the files hold isn't used.
     *
     * @param at when that was found
     */
    public record Failure(Instant at, String why) {}

    static CertificateStatus of(String listener, Material material, Instant loaded, Optional<Failure> failure) {
        X509Certificate own = material.own();
        return new CertificateStatus(
                listener,
                Material.subject(own),
                SubjectNames.of(own),
                own.getNotBefore().toInstant(),
                own.getNotAfter().toInstant(),
                material.authorities().stream()
                        .map(each -> each.getNotAfter().toInstant())
                        .min(Instant::compareTo),
                loaded,
                failure);
    }
}
