package dev.coordinator.server.access;

import java.util.Optional;

/**
 * What a credential comes to under one policy.
 *
 * @param kind of credential, for the record: token, jwt, certificate, socket, anonymous
 * @param endMillis since 1970, exclusive
 * @param refusal why it comes to nothing; the rest then says nothing
 */
record Standing(
        Policy policy,
        Principal principal,
        String kind,
        Permissions permissions,
        long endMillis,
        Optional<Refusal> refusal) {

    static Standing refused(Policy policy, Refusal why) {
        return new Standing(policy, Principal.named("-"), "none", Permissions.NONE, Long.MAX_VALUE, Optional.of(why));
    }
}
