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

    static Standing unelectable(RoleReason reason) {
        return new Standing(Role.UNELECTABLE, reason, Grip.NONE, OptionalLong.empty());
    }

    static Standing superseded(RoleReason reason) {
        return new Standing(Role.SUPERSEDED, reason, Grip.NONE, OptionalLong.empty());
    }

    /** It believes to hold an epoch that is not its own: it is told to stop, now. */
    Standing toldToStop() {
        return new Standing(role, reason, grip, OptionalLong.of(0));
    }

    /**
     * It holds the lease and must stop: what is left, less the margin, may still be believed. The margin is meant for one TTL;
     * what is left of a lease from longer settings is not believed for longer than that.
     */
    static Standing draining(Tenure.Draining draining, ClusterTime now, PoolSettings settings) {
        Tenure.Held held = draining.held();
        long left = Math.max(0, held.deadline().millisSince(now));
        long valid = Math.min(left, settings.leaseTtlMillis()) - settings.safetyMarginMillis();
        return new Standing(
                Role.DRAINING,
                reasonOf(draining.cause()),
                Grip.of(held.reign().epoch(), Math.max(0, valid)),
                OptionalLong.of(left));
    }

    /** It holds the lease, which was renewed, and is asked to stop in favour of another. */
    static Standing handover(Tenure.Draining draining, ClusterTime now, long validMillis) {
        return new Standing(
                Role.DRAINING,
                reasonOf(draining.cause()),
                Grip.of(draining.held().reign().epoch(), validMillis),
                OptionalLong.of(Math.max(0, draining.callOffAt().millisSince(now))));
    }

    private static RoleReason reasonOf(DrainCause cause) {
        return switch (cause) {
            case UNELECTABLE -> RoleReason.REPORTED_UNELECTABLE;
            case CORDONED -> RoleReason.CORDONED;
            case EVICTED -> RoleReason.EVICTED;
            case FORCED, SWITCHOVER, FAILBACK -> RoleReason.HANDOVER;
        };
    }
}
