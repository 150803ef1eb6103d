package dev.coordinator.server.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Which settings of TLS go together. What the files hold is judged when they are read. */
final class TlsRules {

    private TlsRules() {}

    /** Towards clients. */
    static void check(
            Optional<Path> certificate,
            Optional<Path> key,
            Optional<Path> clientCa,
            ClientAuth clientAuth,
            BiConsumer<String, String> broken) {
        together(Keys.API_TLS_CERTIFICATE, certificate, Keys.API_TLS_KEY, key, broken);
        together(Keys.API_TLS_KEY, key, Keys.API_TLS_CERTIFICATE, certificate, broken);
        boolean asked = clientAuth != ClientAuth.NONE;
        if (asked && clientCa.isEmpty()) {
            missing(
                    Keys.API_TLS_CLIENT_CA,
                    Keys.API_TLS_CLIENT_AUTH,
                    Keys.API_TLS_CLIENT_AUTH.form().write(clientAuth),
                    broken);
        }
        if (!asked && clientCa.isPresent()) {
            broken.accept(
                    Keys.API_TLS_CLIENT_CA.name(),
                    "has no effect while api.tls.client_auth is none; write optional or required there, or leave this"
                            + " out");
        }
        if (asked && certificate.isEmpty() && key.isEmpty()) {
            missing(
                    Keys.API_TLS_CERTIFICATE,
                    Keys.API_TLS_CLIENT_AUTH,
                    Keys.API_TLS_CLIENT_AUTH.form().write(clientAuth),
                    broken);
        }
    }

    /** Between nodes. */
    static void check(
            Optional<Path> certificate, Optional<Path> key, Optional<Path> ca, BiConsumer<String, String> broken) {
        together(Keys.RAFT_TLS_CERTIFICATE, certificate, Keys.RAFT_TLS_KEY, key, broken);
        together(Keys.RAFT_TLS_CERTIFICATE, certificate, Keys.RAFT_TLS_CA, ca, broken);
        if (certificate.isEmpty()) {
            together(Keys.RAFT_TLS_KEY, key, Keys.RAFT_TLS_CERTIFICATE, certificate, broken);
            if (key.isEmpty()) {
                together(Keys.RAFT_TLS_CA, ca, Keys.RAFT_TLS_CERTIFICATE, certificate, broken);
            }
        }
    }

    private static void together(
            Key<Path> written,
            Optional<Path> path,
            Key<Path> needed,
            Optional<Path> other,
            BiConsumer<String, String> broken) {
        if (path.isPresent() && other.isEmpty()) {
            missing(needed, written, path.get().toString(), broken);
        }
    }

    /** Shown where the one stands that asks for the other. */
    private static void missing(Key<?> needed, Key<?> written, String value, BiConsumer<String, String> broken) {
        broken.accept(written.name(), value + " is of no use without " + needed.name() + "; write that too");
    }
}
