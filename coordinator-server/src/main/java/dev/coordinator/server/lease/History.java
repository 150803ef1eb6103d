package dev.coordinator.server.lease;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The latest changes of who is primary of one pool, oldest first; {@link #MOST} at most. */
final class History {

    static final int MOST = 64;

    private final Deque<Change> changes = new ArrayDeque<>(2);

    void add(Change change) {
        if (changes.size() == MOST) {
            changes.removeFirst();
        }
        changes.addLast(change);
    }

    void restore(Collection<Change> older) {
        older.forEach(this::add);
    }

    Optional<Change> latest() {
        return Optional.ofNullable(changes.peekLast());
    }

    List<Change> toList() {
        return List.copyOf(changes);
    }
}
