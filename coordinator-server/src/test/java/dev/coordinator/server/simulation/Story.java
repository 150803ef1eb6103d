package dev.coordinator.server.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** What happened, in plain sentences, the latest only. Nobody listens in a run that goes well, so sentences are made late. */
final class Story {

    private final Timeline timeline;
    private final int most;
    private final Deque<Sentence> sentences = new ArrayDeque<>();

    /** @param most how many sentences are kept of each pool; 0: none is made */
    Story(Timeline timeline, int most) {
        this.timeline = timeline;
        this.most = most;
    }

    /** About one pool. */
    void tell(String pool, Supplier<String> sentence) {
        if (isHeard()) {
            sentences.addLast(new Sentence(timeline.nowNanos(), pool, sentence.get()));
            if (sentences.size() > 20 * most) {
                sentences.removeFirst();
            }
        }
    }

    /** Whether somebody listens. */
    boolean isHeard() {
        return most > 0;
    }

    /** About the coordinators, and so about every pool. */
    void tell(Supplier<String> sentence) {
        tell("", sentence);
    }

    /** The latest sentences about one pool and the coordinators; an empty name: about everything. */
    String of(String pool) {
        Deque<String> lines = new ArrayDeque<>();
        var backwards = sentences.descendingIterator();
        while (backwards.hasNext() && lines.size() < most) {
            Sentence sentence = backwards.next();
            if (pool.isEmpty() || sentence.pool.isEmpty() || sentence.pool.equals(pool)) {
                lines.addFirst(sentence.toString());
            }
        }
        return String.join("\n", lines);
    }

    private record Sentence(long nanos, String pool, String text) {
        @Override
        public String toString() {
            return String.format("%,13.3f ms  %s%s", nanos / 1e6, pool.isEmpty() ? "" : "pool " + pool + ": ", text);
        }
    }
}
