package dev.coordinator.cli.operation;

import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.v1.Change;
import dev.coordinator.v1.ChangeKind;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolState;
import dev.coordinator.v1.WatchResponse;
import java.util.Optional;

/** What comes of a move, message by message. */
final class MoveStory {

    private final Pool before;
    private final long fromLogIndex;
    private Optional<Change> last = Optional.empty();
    private Optional<Pool> settled = Optional.empty();

    /**
     * Of a move that begins now.
     *
     * @param fromLogIndex where it was decided
     */
    MoveStory(Pool before, long fromLogIndex) {
        this.before = before;
        this.fromLogIndex = fromLogIndex;
    }

    /** Whether the message is worth telling. */
    boolean take(WatchResponse message) {
        if (message.hasChange() && message.getChange().getLogIndex() >= fromLogIndex) {
            last = Optional.of(message.getChange());
            return true;
        }
        // After changes were lost the state is all there is to go by.
        if (message.hasPool() && message.getPool().getState() == PoolState.POOL_STATE_HELD) {
            settled = Optional.of(message.getPool());
        }
        return message.hasResync();
    }

    boolean isOver() {
        return settled.isPresent() || last.map(MoveStory::ends).orElse(false);
    }

    boolean hasMoved() {
        if (settled.isPresent()) {
            return settled.get().getPrimary().getEpoch() != before.getPrimary().getEpoch();
        }
        return last.filter(change -> change.getKind() == ChangeKind.CHANGE_KIND_GRANTED)
                .filter(change -> !change.getTo().equals(before.getPrimary().getInstanceId()))
                .isPresent();
    }

    private static boolean ends(Change change) {
        return switch (change.getKind()) {
            case CHANGE_KIND_GRANTED,
                    CHANGE_KIND_DRAIN_CALLED_OFF,
                    CHANGE_KIND_POOL_DELETED,
                    CHANGE_KIND_POOL_REMOVED -> true;
            default -> false;
        };
    }

    /** How it ended. */
    String end(String pool) {
        if (settled.isPresent()) {
            return settled.get().getPrimary().getInstanceId() + " is primary of " + pool + ", epoch "
                    + settled.get().getPrimary().getEpoch() + ". How it came to be: coordctl history " + pool;
        }
        Change change = last.orElseThrow();
        return switch (change.getKind()) {
            case CHANGE_KIND_GRANTED ->
                change.getTo() + " is primary of " + pool + ", epoch " + change.getEpoch()
                        + ". The pool was without a primary for " + gap(change.getVacantForMs()) + ".";
            case CHANGE_KIND_DRAIN_CALLED_OFF ->
                change.getTo() + " stays primary of " + pool + ". " + why(change, pool);
            default -> "The pool " + pool + " was deleted meanwhile.";
        };
    }

    private static String gap(long millis) {
        return millis == 0 ? "less than 1ms" : HumanDuration.exact(millis);
    }

    private static String why(Change change, String pool) {
        return switch (change.getCause()) {
            case CHANGE_CAUSE_TIMED_OUT ->
                "It did not stop in time: see why, then give it longer (coordctl pool set " + pool
                        + " --drain-timeout), or take the lease from it (coordctl failover " + pool + ").";
            case CHANGE_CAUSE_TARGET_LOST ->
                "The one that was to follow can't be primary any more: see coordctl explain " + pool + ".";
            case CHANGE_CAUSE_REQUESTED -> "It was called off by " + change.getActor() + ".";
            default -> "See coordctl history " + pool + ".";
        };
    }
}
