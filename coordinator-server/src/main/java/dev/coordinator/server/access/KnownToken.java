package dev.coordinator.server.access;

import java.time.Instant;
import java.util.Optional;

/**
 * A token of a listed principal.
 *
 * @param expires from then on it is of no use; empty: it doesn't end by itself
 */
record KnownToken(TokenHash hash, String name, Optional<Instant> expires) {

    long endMillis() {
        return expires.map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
    }
}
