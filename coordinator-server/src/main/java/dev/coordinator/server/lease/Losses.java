package dev.coordinator.server.lease;

import java.util.ArrayList;
import java.util.List;

/** When an instance was lost of late, oldest first; the latest {@link #MOST} at most. */
final class Losses {

    static final int MOST = 16;

    private List<Long> timesMillis = List.of();

    void add(ClusterTime when, long windowMillis) {
        List<Long> next = new ArrayList<>(timesMillis);
        next.removeIf(time -> time + windowMillis <= when.millis());
        next.add(when.millis());
        if (next.size() > MOST) {
            next.remove(0);
        }
        timesMillis = List.copyOf(next);
    }

    int within(ClusterTime now, long windowMillis) {
        int count = 0;
        for (long time : timesMillis) {
            if (time + windowMillis > now.millis()) {
                count++;
            }
        }
        return count;
    }

    List<Long> toList() {
        return timesMillis;
    }

    void restore(List<Long> times) {
        timesMillis = List.copyOf(times);
    }
}
