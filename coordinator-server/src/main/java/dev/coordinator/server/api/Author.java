package dev.coordinator.server.api;

import dev.coordinator.server.lease.Actor;

/**
 * Who asks for a change. What they say of themselves proves nothing: where callers are checked, the principal is on record, and
 * where they call from.
 */
record Author(String requestedBy, String comment) {

    /** The rest of what an actor's name may have is for the address. */
    static final int MOST_CHARACTERS_OF_NAME = 192;

    void check(Violations violations) {
        Fields.text("requested_by", requestedBy, MOST_CHARACTERS_OF_NAME, violations);
        Fields.text("comment", comment, Actor.MOST_CHARACTERS, violations);
    }

    /** For the record. To be called while the call is being taken. */
    Actor actor() {
        return new Actor(Caller.current().actor(requestedBy), comment);
    }
}
