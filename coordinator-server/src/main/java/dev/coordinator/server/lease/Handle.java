package dev.coordinator.server.lease;

/**
 * Stands for a seat, the incarnation that has it and what it last reported, in short renewals. Never reused within a
 * cluster.
 *
 * @param number above 0; 0 stands for none
 */
public record Handle(long number) {

    /** What bare clients get. */
    public static final Handle NONE = new Handle(0);

    public Handle {
        if (number < 0) {
            throw new IllegalArgumentException("a handle is not negative: " + number);
        }
    }

    /** Whether there is none. */
    public boolean isNone() {
        return number == 0;
    }
}
