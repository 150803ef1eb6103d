package dev.coordinator.server.api;

import dev.coordinator.v1.NudgeReason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The latest reasons to check in, a bounded number of them.
 *
 * <p>An instance may be chosen by the very entry that answers its first check-in, or by the next, before anybody is known
 * to speak for it. Whoever begins to speak for it then finds the reason here.
 */
final class RecentNudges {

    private static final int MOST = 4096;

    private record At(long logIndex, NudgeReason reason) {}

    private final Map<SeatKey, At> latest = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SeatKey, At> eldest) {
            return size() > MOST;
        }
    };

    /** Whether it is news: not what was added for this seat last, nor older. */
    synchronized boolean add(SeatKey seat, long logIndex, NudgeReason reason) {
        At news = new At(logIndex, reason);
        At known = latest.get(seat);
        if (known != null && (known.equals(news) || known.logIndex() > logIndex)) {
            return false;
        }
        latest.remove(seat);
        latest.put(seat, news);
        return true;
    }

    /** The reason, if it is one that an answer at {@code logIndex} may not know of. */
    synchronized Optional<NudgeReason> since(SeatKey seat, long logIndex) {
        return Optional.ofNullable(latest.get(seat))
                .filter(at -> at.logIndex() >= logIndex)
                .map(At::reason);
    }
}
