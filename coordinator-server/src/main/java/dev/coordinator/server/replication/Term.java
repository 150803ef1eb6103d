package dev.coordinator.server.replication;

/**
 * One leadership among the nodes; at most one node leads in a term.
 *
 * @param number as Raft counts it, above 0
 */
public record Term(long number) {

    public Term {
        if (number <= 0) {
            throw new IllegalArgumentException("a term is above 0, not " + number);
        }
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
