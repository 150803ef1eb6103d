package dev.coordinator.server.model;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * TLC's answer.
 *
 * @param violated the property that a behaviour violates
 * @param complete whether every reachable state was looked at; if not, time was over or a violation was found
 * @param states how many different ones were found
 * @param story the behaviour that violates the property: at each step what changed
 */
record Verdict(Optional<String> violated, boolean complete, long states, List<String> story) {

    private static final Pattern VIOLATED =
            Pattern.compile("^Error: (?:Invariant|Action property) (\\w+) is violated", Pattern.MULTILINE);
    private static final Pattern STATES = Pattern.compile(
            "([\\d,]+) distinct states found(?: \\([\\d,]+ ds/min\\))?, ([\\d,]+) states left on queue");
    private static final Pattern ERROR = Pattern.compile("^Error: |^\\*\\*\\* ", Pattern.MULTILINE);

    /** Refuses what is neither a finding nor a clean end: a model that TLC can't read or evaluate, a deadlock. */
    static Verdict of(String output) {
        Matcher violated = VIOLATED.matcher(output);
        Optional<String> property = violated.find() ? Optional.of(violated.group(1)) : Optional.empty();
        Optional<MatchResult> counts = STATES.matcher(output).results().reduce((earlier, later) -> later);
        if (counts.isEmpty() || (property.isEmpty() && ERROR.matcher(output).find())) {
            throw new IllegalStateException("TLC did not finish:\n" + output);
        }
        // It says that it has completed when its time is over, too; what it has not looked at yet tells.
        boolean complete = property.isEmpty() && number(counts.get(), 2) == 0;
        return new Verdict(property, complete, number(counts.get(), 1), story(output));
    }

    private static long number(MatchResult counts, int group) {
        return Long.parseLong(counts.group(group).replace(",", ""));
    }

    private static List<String> story(String output) {
        return output.lines()
                .dropWhile(line -> !line.startsWith("State 1:"))
                .takeWhile(line -> !line.matches("\\d+ states generated.*"))
                .filter(line -> !line.isBlank())
                .toList();
    }

    int steps() {
        return (int) story.stream().filter(line -> line.startsWith("State ")).count() - 1;
    }
}
