package dev.coordinator.server.access;

import java.util.Optional;

/**
 * Somebody who has shown who they are. Follows the rules as they change, for as long as a stream lasts. Safe for use by any
 * thread; never blocks.
 */
public final class Identity {

    private final AccessControl control;
    private final Presented presented;
    private volatile Standing standing;

    Identity(AccessControl control, Presented presented, Standing standing) {
        this.control = control;
        this.presented = presented;
        this.standing = standing;
    }

    /** The principal's, without blanks. */
    public String name() {
        return standing.principal().name();
    }

    /** What they showed: token, jwt, certificate, socket or anonymous. */
    public String kind() {
        return standing.kind();
    }

    /** Whether they may, by the rules in force. */
    public boolean may(Need need) {
        Standing now = now();
        return now.refusal().isEmpty() && now.permissions().allow(need);
    }

    /** Why what they showed is of no use any more; empty: it is. */
    public Optional<Refusal> ended() {
        return now().refusal();
    }

    /** The same as before, as long as nothing has changed that could change an answer of {@link #may}. */
    public Object stamp() {
        return now();
    }

    private Standing now() {
        Standing known = standing;
        Policy policy = control.policy();
        if (known.policy() != policy) {
            known = policy.standing(presented, () -> true);
            // Keeps who it was, for the record.
            standing = known.refusal().isEmpty()
                    ? known
                    : ended(policy, known.refusal().get());
        }
        if (known.refusal().isEmpty() && control.nowMillis() >= known.endMillis()) {
            standing = ended(policy, Refusal.expired());
        }
        return standing;
    }

    private Standing ended(Policy policy, Refusal why) {
        Standing before = standing;
        return new Standing(
                policy, before.principal(), before.kind(), Permissions.NONE, Long.MAX_VALUE, Optional.of(why));
    }
}
