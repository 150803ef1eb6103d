package dev.coordinator.server.lease;

/** What an instance says about the epoch it holds. */
public sealed interface Holding {

    /** Not said, which never ends a reign. */
    record Unsaid() implements Holding {}

    /** None, and a promise: from composing this on it ignores every answer to an earlier check-in. */
    record Nothing() implements Holding {}

    /**
     * It believes to hold this one.
     *
     * @param number as claimed; need not be an epoch that was ever granted
     */
    record Claim(long number) implements Holding {
        public Claim {
            if (number <= 0) {
                throw new IllegalArgumentException("a claimed epoch is above 0, not " + number);
            }
        }
    }

    /** The one instance of {@link Unsaid}. */
    Holding UNSAID = new Unsaid();

    /** The one instance of {@link Nothing}. */
    Holding NOTHING = new Nothing();

    /** As numbers on the wire say it: the claimed epoch, or 0 for nothing. */
    static Holding of(long number) {
        return number == 0 ? NOTHING : new Claim(number);
    }
}
