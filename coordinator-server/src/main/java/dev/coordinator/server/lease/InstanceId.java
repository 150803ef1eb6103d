package dev.coordinator.server.lease;

/**
 * The stable name of an instance in its pool.
 *
 * @param value 1 to 128 characters of {@code [A-Za-z0-9._:/-]}, no {@code /} at either end
 */
public record InstanceId(String value) implements Comparable<InstanceId> {

    /** How long it may be, in characters. */
    public static final int MOST_CHARACTERS = 128;

    /** @throws IllegalArgumentException saying which rule is violated */
    public InstanceId {
        NameShape.require("an instance id", value, MOST_CHARACTERS);
    }

    @Override
    public int compareTo(InstanceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
