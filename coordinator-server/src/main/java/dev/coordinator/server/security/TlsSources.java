package dev.coordinator.server.security;

import java.util.Optional;

/**
 * Where a listener's material is.
 *
 * @param listener its name in messages and in the node's status: {@code api}, {@code raft}
 * @param certificate its own, PEM, and after it those between it and the authority
 * @param key its own, PEM, PKCS#8, not encrypted
 * @param authorities whose certificates are trusted, PEM; one file may hold several, for the time of a change
 * @param role that both sides must have, as a URI among the subject alternative names; empty: none
 */
public record TlsSources(
        String listener,
        NamedFile certificate,
        NamedFile key,
        Optional<NamedFile> authorities,
        ClientAuthentication clients,
        Optional<String> role) {

    public TlsSources {
        if (clients != ClientAuthentication.NONE && authorities.isEmpty()) {
            throw new IllegalArgumentException(listener + ": certificates can't be judged without authorities");
        }
    }
}
