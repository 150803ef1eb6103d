package dev.coordinator.server.outbox;

/**
 * Which change: the same on every node.
 *
 * @param index of the log's entry that made it
 * @param ordinal among the changes of that entry, from 0
 */
public record EventId(long index, int ordinal) implements Comparable<EventId> {

    /** Before every other. */
    public static final EventId NONE = new EventId(0, 0);

    public EventId {
        if (index < 0 || ordinal < 0) {
            throw new IllegalArgumentException("neither part of an event's id is negative: " + index + " " + ordinal);
        }
    }

    /** Behind all changes of an entry. */
    public static EventId after(long index) {
        return new EventId(index + 1, 0);
    }

    /** Behind this one change. */
    public EventId next() {
        return new EventId(index, ordinal + 1);
    }

    /** The one that comes later. */
    public EventId later(EventId other) {
        return compareTo(other) >= 0 ? this : other;
    }

    @Override
    public int compareTo(EventId other) {
        int byIndex = Long.compare(index, other.index);
        return byIndex != 0 ? byIndex : Integer.compare(ordinal, other.ordinal);
    }

    @Override
    public String toString() {
        return index + "-" + ordinal;
    }
}
