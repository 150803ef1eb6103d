package dev.coordinator.server.lease.scenario;

import java.util.ArrayList;
import java.util.List;

/** Where what is written and what is played differ, as a person reads it; empty when nowhere. */
final class Difference {

    private Difference() {}

    static String between(Script written, Script played) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < written.lines().size(); i++) {
            Script.Line line = written.lines().get(i);
            List<String> now = played.lines().get(i).outcomes();
            if (!line.outcomes().equals(now)) {
                lines.add(line.place() + ": " + line.text());
                marked(lines, line.outcomes(), now);
            }
        }
        return String.join("\n", lines);
    }

    /** Those that both have stand once; of the others first what is written. */
    private static void marked(List<String> lines, List<String> written, List<String> now) {
        int same = 0;
        while (same < Math.min(written.size(), now.size()) && written.get(same).equals(now.get(same))) {
            lines.add(" " + now.get(same++));
        }
        int tail = 0;
        while (tail < Math.min(written.size(), now.size()) - same
                && written.get(written.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
            tail++;
        }
        written.subList(same, written.size() - tail).forEach(line -> lines.add("-" + line));
        now.subList(same, now.size() - tail).forEach(line -> lines.add("+" + line));
        now.subList(now.size() - tail, now.size()).forEach(line -> lines.add(" " + line));
    }
}
