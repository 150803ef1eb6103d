package dev.coordinator.server.api;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.v1.NudgeReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who speaks for which seat at this node, and tells them when it had better check in.
 *
 * <p>The latest check-in says who speaks. A nudge gives no right (S3); it may be lost and may come twice. Changes come by
 * the log, so this works at every node. Safe for use by any thread; a change costs one look-up.
 */
final class Nudges {

    private final Map<SeatKey, Nudged> speakers = new ConcurrentHashMap<>();
    private final RecentNudges recent = new RecentNudges();

    /**
     * Called in the order of the log, and with some changes ahead of it, by the word of the node that leads: whoever is called
     * then isn't called again when the log tells.
     */
    void told(long logIndex, List<Change> changes) {
        for (Change change : changes) {
            switch (change.kind()) {
                case DESIGNATED -> nudge(logIndex, change, change.to(), NudgeReason.NUDGE_REASON_DESIGNATED);
                case DRAINING -> nudge(logIndex, change, change.from(), NudgeReason.NUDGE_REASON_STEP_DOWN);
                case DRAIN_CALLED_OFF -> nudge(logIndex, change, change.to(), NudgeReason.NUDGE_REASON_CALLED_OFF);
                case VACATED -> {
                    if (endsWithoutItsHoldersWord(change)) {
                        nudge(logIndex, change, change.from(), NudgeReason.NUDGE_REASON_DEPOSED);
                    }
                }
                case EVICTED -> nudge(logIndex, change, change.to(), NudgeReason.NUDGE_REASON_DEPOSED);
                case POOL_DELETED -> nudge(logIndex, change, change.from(), NudgeReason.NUDGE_REASON_DEPOSED);
                case SEAT_TAKEN -> nudgeOldRun(change);
                case GRANTED,
                        DUAL_CLAIM,
                        POOL_CREATED,
                        POOL_REMOVED,
                        SETTINGS_CHANGED,
                        DUPLICATE_ID,
                        PAUSED,
                        RESUMED,
                        CORDONED,
                        UNCORDONED,
                        QUIETED,
                        SWITCHOVER_SCHEDULED,
                        SWITCHOVER_BEGUN,
                        SWITCHOVER_DROPPED -> {}
            }
        }
    }

    private static boolean endsWithoutItsHoldersWord(Change change) {
        return change.cause() == ChangeCause.EXPIRED || change.cause() == ChangeCause.UNSAFE_NOW;
    }

    private void nudge(long logIndex, Change change, Optional<InstanceId> whom, NudgeReason reason) {
        whom.ifPresent(instance -> {
            SeatKey seat = new SeatKey(change.pool(), instance);
            if (recent.add(seat, logIndex, reason)) {
                send(seat, reason);
            }
        });
    }

    /** Not for whoever begins to speak now: that is the run which took the seat. */
    private void nudgeOldRun(Change change) {
        change.to().ifPresent(instance -> send(new SeatKey(change.pool(), instance), NudgeReason.NUDGE_REASON_DEPOSED));
    }

    private void send(SeatKey seat, NudgeReason reason) {
        Nudged speaker = speakers.get(seat);
        if (speaker != null) {
            speaker.nudge(seat, reason);
        }
    }

    /** From now on {@code speaker} speaks for the seat, by a check-in that was answered at {@code logIndex}. */
    void speaks(SeatKey seat, Nudged speaker, long logIndex) {
        if (!isSpokenForBy(seat, speaker)) {
            speakers.put(seat, speaker);
            recent.since(seat, logIndex).ifPresent(reason -> speaker.nudge(seat, reason));
        }
    }

    boolean isSpokenForBy(SeatKey seat, Nudged speaker) {
        return speakers.get(seat) == speaker;
    }

    /** The speaker is gone, or speaks for this seat no more. */
    void silent(SeatKey seat, Nudged speaker) {
        speakers.remove(seat, speaker);
    }
}
