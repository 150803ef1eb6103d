package dev.coordinator.server.lease;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What became of a command. */
public sealed interface Decision {

    /**
     * The answer to a check-in.
     *
     * @param stepDownWithinMillis present when it is asked to stop: how long until the coordinator stops waiting
     * @param nextInLine who would be chosen if the primary were lost, best first, at most 2
     * @param nonce to be echoed, 0 for none
     * @param paused automatic moves of the pool are suspended
     * @param supersededBy who has the seat, when the role is SUPERSEDED
     */
    record Answer(
            PoolName pool,
            InstanceId instance,
            Role role,
            RoleReason reason,
            Grip grip,
            NextCheckIn next,
            OptionalLong stepDownWithinMillis,
            Optional<PrimaryView> primary,
            List<InstanceId> nextInLine,
            boolean paused,
            long seq,
            long nonce,
            Handle handle,
            Optional<Occupant> supersededBy)
            implements Decision {}

    /** The instance has left; the epoch that this ended, if any. */
    record Departed(Optional<Epoch> ended) implements Decision {}

    /** Everything before the barrier is applied. */
    record Passed() implements Decision {}

    /** The settings that hold now. */
    record SettingsInForce(PoolSettings settings) implements Decision {}

    /**
     * An operator's word holds now.
     *
     * @param primary who holds the lease
     * @param successor who is to be primary next, when that is settled
     * @param withinMillis when that ends or is called off at the latest, if time alone ends it
     */
    record Operated(Optional<InstanceId> primary, Optional<InstanceId> successor, OptionalLong withinMillis)
            implements Decision {}

    /** The business's "no". Nothing was changed. */
    record Refused(Refusal refusal, List<Violation> violations) implements Decision {

        public Refused {
            violations = List.copyOf(violations);
        }

        static Refused of(Refusal refusal, String field, String limit, String value) {
            return new Refused(refusal, List.of(new Violation(field, limit, value)));
        }
    }

    /** The one instance of {@link Passed}. */
    Decision PASSED = new Passed();
}
