package dev.coordinator.server.lease;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What explains who is primary of one pool, oldest first: the last {@link #MOST_GRANTS} grants and what else was decided
 * around them, {@link #MOST} changes in all. Whatever else happens, a grant only goes for a later grant.
 */
final class History {

    static final int MOST_GRANTS = 64;
    static final int MOST = 2 * MOST_GRANTS;

    private final Deque<Change> changes = new ArrayDeque<>(2);
    private int grants;

    /** Says which grant goes for this one. */
    Optional<Change> add(Change change) {
        changes.addLast(change);
        grants += isGrant(change) ? 1 : 0;
        if (grants > MOST_GRANTS) {
            grants--;
            return removeFirst(true);
        }
        if (changes.size() > MOST) {
            removeFirst(false);
        }
        return Optional.empty();
    }

    private Optional<Change> removeFirst(boolean grant) {
        Iterator<Change> each = changes.iterator();
        while (each.hasNext()) {
            Change change = each.next();
            if (isGrant(change) == grant) {
                each.remove();
                return Optional.of(change);
            }
        }
        return Optional.empty();
    }

    private static boolean isGrant(Change change) {
        return change.kind() == ChangeKind.GRANTED;
    }

    void restore(Collection<Change> older) {
        older.forEach(this::add);
    }

    void clear() {
        changes.clear();
        grants = 0;
    }

    /** The latest about who is or will be primary. */
    Optional<Change> latestOfTheLease() {
        Iterator<Change> each = changes.descendingIterator();
        while (each.hasNext()) {
            Change change = each.next();
            if (change.kind().isOfTheLease()) {
                return Optional.of(change);
            }
        }
        return Optional.empty();
    }

    /** Who was granted that epoch, if it is one of those that are kept. */
    Optional<InstanceId> primaryOf(long epoch) {
        Iterator<Change> each = changes.descendingIterator();
        while (each.hasNext()) {
            Change change = each.next();
            if (isGrant(change) && change.epoch() == epoch) {
                return change.to();
            }
        }
        return Optional.empty();
    }

    /** Whether every grant from that epoch on is kept. Epochs rise, so that the oldest go first. */
    boolean remembersGrantsSince(long epoch) {
        for (Change change : changes) {
            if (isGrant(change)) {
                return change.epoch() <= epoch;
            }
        }
        return false;
    }

    List<Change> toList() {
        return List.copyOf(changes);
    }
}
