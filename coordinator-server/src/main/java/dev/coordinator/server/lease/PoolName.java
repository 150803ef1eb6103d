package dev.coordinator.server.lease;

/**
 * The name of a pool.
 *
 * @param value 1 to 253 characters of {@code [A-Za-z0-9._:/-]}, no {@code /} at either end
 */
public record PoolName(String value) implements Comparable<PoolName> {

    /** How long it may be, in characters. */
    public static final int MOST_CHARACTERS = 253;

    /** @throws IllegalArgumentException saying which rule is violated */
    public PoolName {
        NameShape.require("a pool name", value, MOST_CHARACTERS);
    }

    @Override
    public int compareTo(PoolName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
