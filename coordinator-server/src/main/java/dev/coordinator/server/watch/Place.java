package dev.coordinator.server.watch;

/**
 * Where a watch goes on: the first change that has not been told yet.
 *
 * @param index of an entry of the log
 * @param ordinal of a change among those of that entry, from 0
 */
record Place(long index, int ordinal) implements Comparable<Place> {

    /** Before everything, and older than whatever a node still has: a watch that starts here starts anew. */
    static final Place NOWHERE = new Place(0, 0);

    Place {
        if (index < 0 || ordinal < 0) {
            throw new IllegalArgumentException("neither part of a place is negative: " + index + " " + ordinal);
        }
    }

    /** Behind all changes of an entry. */
    static Place after(long index) {
        return new Place(index + 1, 0);
    }

    /** Behind this one change. */
    Place next() {
        return new Place(index, ordinal + 1);
    }

    boolean isBefore(Place other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(Place other) {
        int byIndex = Long.compare(index, other.index);
        return byIndex != 0 ? byIndex : Integer.compare(ordinal, other.ordinal);
    }
}
