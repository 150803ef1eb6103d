package dev.coordinator.server.lease;

import java.util.OptionalLong;

/** What a check-in made of its sender. */
record Standing(Role role, RoleReason reason, Grip grip, OptionalLong stepDownWithinMillis) {

    static Standing primary(RoleReason reason, Epoch epoch, long validMillis) {
        return new Standing(Role.PRIMARY, reason, Grip.of(epoch, validMillis), OptionalLong.empty());
    }

    static Standing standby(RoleReason reason) {
        return new Standing(Role.STANDBY, reason, Grip.NONE, OptionalLong.empty());
    }

    static Standing unelectable() {
        return new Standing(Role.UNELECTABLE, RoleReason.REPORTED_UNELECTABLE, Grip.NONE, OptionalLong.empty());
    }

    static Standing superseded(RoleReason reason) {
        return new Standing(Role.SUPERSEDED, reason, Grip.NONE, OptionalLong.empty());
    }

    /** It holds the lease and must stop: what is left, less the margin, may still be believed. */
    static Standing draining(Tenure.Held held, ClusterTime now, long marginMillis) {
        long left = Math.max(0, held.deadline().millisSince(now));
        return new Standing(
                Role.DRAINING,
                RoleReason.REPORTED_UNELECTABLE,
                Grip.of(held.reign().epoch(), Math.max(0, left - marginMillis)),
                OptionalLong.of(left));
    }
}
