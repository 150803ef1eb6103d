package dev.coordinator.server.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * TLS towards clients; off unless there is a certificate.
 *
 * @param certificate PEM, with those between it and the authority
 * @param key PEM, PKCS#8; present if the certificate is
 * @param clientCa whose certificates clients may show; present if they are asked for one
 */
public record ApiTls(Optional<Path> certificate, Optional<Path> key, Optional<Path> clientCa, ClientAuth clientAuth) {

    /** @throws IllegalArgumentException if the settings contradict each other */
    public ApiTls {
        TlsRules.check(certificate, key, clientCa, clientAuth, (broken, why) -> {
            throw new IllegalArgumentException(broken + ": " + why);
        });
    }

    /** Whether TLS is spoken, and nothing else. */
    public boolean isOn() {
        return certificate.isPresent();
    }
}
