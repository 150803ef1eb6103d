package dev.coordinator.server.replication;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The commands that gather while the groups before them are on their way, and the account of all that wait. Guarded by its
 * owner's lock.
 */
final class Gathered {

    /** How many commands one group carries at most. */
    static final int MOST_COMMANDS_A_GROUP = 8_192;

    /** About how many bytes one group carries at most. */
    static final int MOST_BYTES_A_GROUP = 1 << 20;

    private final Deque<Waiting> queue = new ArrayDeque<>();
    private int commands;
    private long bytes;

    void add(Waiting waiting) {
        queue.add(waiting);
        commands++;
        bytes += waiting.weight();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Takes the next group out of the queue; its commands count as waiting until they are {@link #done}. */
    List<Waiting> takeGroup() {
        List<Waiting> group = new ArrayList<>(Math.min(queue.size(), MOST_COMMANDS_A_GROUP));
        int weight = 0;
        while (!queue.isEmpty() && group.size() < MOST_COMMANDS_A_GROUP && weight < MOST_BYTES_A_GROUP) {
            Waiting next = queue.remove();
            weight += next.weight();
            group.add(next);
        }
        return group;
    }

    /** Takes all that is queued; it counts as waiting until it is {@link #done}. */
    List<Waiting> takeAll() {
        List<Waiting> all = new ArrayList<>(queue);
        queue.clear();
        return all;
    }

    void done(List<Waiting> group) {
        commands -= group.size();
        for (Waiting waiting : group) {
            bytes -= waiting.weight();
        }
    }

    int commands() {
        return commands;
    }

    long bytes() {
        return bytes;
    }
}
