package dev.coordinator.cli.doctor;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.coordinator.cli.text.Printable;
import dev.coordinator.cli.text.Screen;
import dev.coordinator.cli.text.Words;
import dev.coordinator.cli.text.Wrapped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What all checks found.
 *
 * @param entries the worst first, among equals in the order of the checks
 */
public record Report(List<Entry> entries) {

    /** More findings of one check and level than this are counted, not listed. */
    private static final int MOST_ALIKE = 10;

    private static final int LEVEL_COLUMNS = 9;

    /** What one check found. */
    record Entry(String check, Finding finding) {}

    public Report {
        entries = List.copyOf(entries);
    }

    public static Report of(Picture picture) {
        return new Report(Checks.ALL.stream()
                .flatMap(check -> check.look().apply(picture).map(finding -> new Entry(check.name(), finding)))
                .sorted(Comparator.comparing(entry -> entry.finding().level()))
                .toList());
    }

    /** Of which something is to be said, the worst first. */
    public List<String> troubledPools() {
        return entries.stream()
                .map(Entry::finding)
                .filter(finding -> finding.level() != Level.OK)
                .flatMap(finding -> finding.pool().stream())
                .distinct()
                .toList();
    }

    long count(Level level) {
        return entries.stream()
                .filter(entry -> entry.finding().level() == level)
                .count();
    }

    public boolean hasProblem() {
        return count(Level.PROBLEM) > 0;
    }

    /** "2 problems, 1 warning." */
    String sentence() {
        long problems = count(Level.PROBLEM);
        long warnings = count(Level.WARNING);
        if (problems + warnings == 0) {
            return "Nothing is wrong.";
        }
        return (problems == 0 ? "No problem" : Words.count(problems, "problem"))
                + (warnings == 0 ? "" : ", " + Words.count(warnings, "warning")) + ".";
    }

    /** A finding a line; on a terminal over several, broken between words, what to do on a line of its own. */
    public List<String> lines(Screen screen) {
        List<String> lines = new ArrayList<>();
        lines.addAll(screen.columns().isPresent() ? Wrapped.lines(sentence(), columns(screen)) : List.of(sentence()));
        Map<String, List<Finding>> alike = entries.stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.check() + " " + entry.finding().level(),
                        LinkedHashMap::new,
                        Collectors.mapping(Entry::finding, Collectors.toList())));
        alike.values().forEach(findings -> {
            findings.stream().limit(MOST_ALIKE).forEach(finding -> lines.addAll(lines(finding, screen)));
            if (findings.size() > MOST_ALIKE) {
                Finding rest = new Finding(
                        findings.get(0).level(),
                        Finding.POOLS,
                        "the same is to be said of " + (findings.size() - MOST_ALIKE) + " more",
                        "coordctl doctor -o json");
                lines.addAll(lines(rest, screen));
            }
        });
        return lines;
    }

    private static List<String> lines(Finding finding, Screen screen) {
        String level = finding.level().word();
        String start = screen.paint(finding.level().paint(), level) + " ".repeat(LEVEL_COLUMNS - level.length());
        String what = Printable.of(finding.where() + ": " + finding.what());
        String next = finding.next().isEmpty() ? "" : Printable.of("do: " + finding.next());
        if (screen.columns().isEmpty()) {
            return List.of(start + what + (next.isEmpty() ? "" : "; " + next));
        }
        List<String> text = new ArrayList<>(Wrapped.lines(what, columns(screen) - LEVEL_COLUMNS));
        text.addAll(Wrapped.lines(next, columns(screen) - LEVEL_COLUMNS));
        List<String> lines = new ArrayList<>();
        text.forEach(line -> lines.add((lines.isEmpty() ? start : " ".repeat(LEVEL_COLUMNS)) + line));
        return lines;
    }

    private static int columns(Screen screen) {
        return screen.columns().orElse(Integer.MAX_VALUE);
    }

    /** For scripts, all of them. */
    public Struct json() {
        ListValue.Builder findings = ListValue.newBuilder();
        entries.forEach(entry -> findings.addValues(Value.newBuilder()
                .setStructValue(Struct.newBuilder()
                        .putFields("level", text(entry.finding().level().word()))
                        .putFields("check", text(entry.check()))
                        .putFields("where", text(entry.finding().where()))
                        .putFields("what", text(entry.finding().what()))
                        .putFields("next", text(entry.finding().next())))));
        return Struct.newBuilder()
                .putFields("problems", text(Long.toString(count(Level.PROBLEM))))
                .putFields("warnings", text(Long.toString(count(Level.WARNING))))
                .putFields("findings", Value.newBuilder().setListValue(findings).build())
                .build();
    }

    private static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }
}
