package dev.coordinator.server.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an access file says.
 *
 * @param listed names of the principals that stand in it, whom no pattern can make of anybody else
 * @param certificates exact names first
 * @param issuers by the name that tokens have for them
 * @param socket who comes by a Unix domain socket without a token; empty: nobody
 * @param anonymous who shows nothing; empty: nobody
 * @param revoked who is let in no more, whatever they show
 */
record Rules(
        Set<String> listed,
        List<KnownToken> tokens,
        Map<String, String> certificates,
        List<CertificateRule> certificateRules,
        Map<String, TokenIssuer> issuers,
        Optional<String> socket,
        Optional<String> anonymous,
        Set<Open> open,
        List<Glob> revoked,
        List<Grant> grants) {

    Rules {
        listed = Set.copyOf(listed);
        tokens = List.copyOf(tokens);
        certificates = Map.copyOf(certificates);
        certificateRules = List.copyOf(certificateRules);
        issuers = Map.copyOf(issuers);
        open = Set.copyOf(open);
        revoked = List.copyOf(revoked);
        grants = List.copyOf(grants);
    }
}
