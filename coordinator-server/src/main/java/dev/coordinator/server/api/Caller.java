package dev.coordinator.server.api;

import dev.coordinator.server.access.Identity;
import dev.coordinator.server.access.Need;
import dev.coordinator.server.access.Refusal;
import dev.coordinator.server.access.Verb;
import dev.coordinator.server.lease.Actor;
import io.grpc.Context;
import java.util.Optional;

/** Whose call it is. Safe for use by any thread. */
final class Caller {

    private static final Peer NOWHERE = new Peer("an unknown address", false, java.util.List.of());

    /** Of the call that is being taken. */
    static final Context.Key<Caller> KEY = Context.keyWithDefault("caller", new Caller(NOWHERE, Optional.empty()));

    private final Peer peer;
    private final Optional<Identity> identity;

    /** @param identity empty: nobody checks who it is, and they may do everything */
    Caller(Peer peer, Optional<Identity> identity) {
        this.peer = peer;
        this.identity = identity;
    }

    static Caller current() {
        return KEY.get();
    }

    Peer peer() {
        return peer;
    }

    boolean isChecked() {
        return identity.isPresent();
    }

    /** For the record; {@code -}: nobody checks. */
    String principal() {
        return identity.map(Identity::name).orElse("-");
    }

    String credential() {
        return identity.map(Identity::kind).orElse("-");
    }

    boolean may(Need need) {
        return identity.isEmpty() || identity.get().may(need);
    }

    boolean mayRead(String pool) {
        return identity.isEmpty() || identity.get().may(Need.ofPool(Verb.READ, pool));
    }

    /** Why what they showed is of no use any more; empty: it is. */
    Optional<Refusal> ended() {
        return identity.flatMap(Identity::ended);
    }

    /** The same as before, as long as no answer of {@link #may} can have changed. */
    Object stamp() {
        return identity.isEmpty() ? this : identity.get().stamp();
    }

    /**
     * Who it is, for the record. A principal comes first, and has no blanks; what it says of itself, which proves nothing,
     * comes last.
     */
    String actor(String requestedBy) {
        if (identity.isEmpty()) {
            return (requestedBy.isEmpty() ? "someone" : requestedBy) + " from " + peer.address();
        }
        String known = principal() + " from " + peer.address();
        String full = requestedBy.isEmpty() ? known : known + " for " + requestedBy;
        return full.codePointCount(0, full.length()) <= Actor.MOST_CHARACTERS
                ? full
                : full.substring(0, full.offsetByCodePoints(0, Actor.MOST_CHARACTERS - 1)) + "…";
    }
}
