package dev.coordinator.server.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * TLS between nodes, where both sides show a certificate; off unless all three are there.
 *
 * @param certificate PEM, with those between it and the authority
 * @param key PEM, PKCS#8
 * @param ca whose certificates nodes have
 */
public record RaftTls(Optional<Path> certificate, Optional<Path> key, Optional<Path> ca) {

    /** @throws IllegalArgumentException if some are there and some aren't */
    public RaftTls {
        TlsRules.check(certificate, key, ca, (broken, why) -> {
            throw new IllegalArgumentException(broken + ": " + why);
        });
    }

    /** Whether TLS is spoken, and nothing else. */
    public boolean isOn() {
        return certificate.isPresent();
    }
}
