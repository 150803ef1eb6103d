package dev.coordinator.server.lease;

import java.util.Optional;

/**
 * What of the lease an answer gives its receiver.
 *
 * @param epoch the epoch it holds, when it holds one
 * @param validMillis how long it may believe so, from the moment it composed the check-in; 0: not at all
 */
public record Grip(Optional<Epoch> epoch, long validMillis) {

    /** Nothing. */
    public static final Grip NONE = new Grip(Optional.empty(), 0);

    /** The epoch, for so long. */
    static Grip of(Epoch epoch, long validMillis) {
        return new Grip(Optional.of(epoch), validMillis);
    }
}
