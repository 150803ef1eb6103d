package dev.coordinator.cli.run;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * What is remembered of the runs of one instance: those since the last one whose check-in was answered, that one first.
 *
 * @param host on which this was written; on another one nothing is known of them
 * @param runs their incarnations
 */
record RunMemory(String pool, String instance, String host, List<Long> runs) {

    private static final String HEADER = "coordctl run, state 1";

    RunMemory {
        runs = List.copyOf(runs);
    }

    /** What a text was found to be. */
    sealed interface Reading {

        record Sound(RunMemory memory) implements Reading {}

        /** Written by coordctl and not whole; nothing is known. */
        record Torn() implements Reading {}

        /** Written by something else, or for another instance, or by a later release. */
        record Foreign(String why) implements Reading {}
    }

    RunMemory with(List<Long> newRuns) {
        return new RunMemory(pool, instance, host, newRuns);
    }

    /** As text, of which {@link #read} notices any change. */
    String text() {
        String body = HEADER + "\npool " + pool + "\ninstance " + instance + "\nhost " + host + "\nruns"
                + runs.stream().map(run -> " " + Long.toUnsignedString(run)).collect(Collectors.joining()) + "\n";
        return body + "sum " + sum(body) + "\n";
    }

    static Reading read(String text, String pool, String instance) {
        if (text.isEmpty() || (text.length() < HEADER.length() && HEADER.startsWith(text))) {
            return new Reading.Torn();
        }
        if (!text.startsWith(HEADER)) {
            return new Reading.Foreign("it is not a state file of this release of 'coordctl run'");
        }
        int sumAt = text.lastIndexOf("sum ");
        if (sumAt < 0 || !text.substring(sumAt).equals("sum " + sum(text.substring(0, sumAt)) + "\n")) {
            return new Reading.Torn();
        }
        List<String> lines = text.lines().toList();
        RunMemory memory = new RunMemory(
                after("pool ", lines.get(1)),
                after("instance ", lines.get(2)),
                after("host ", lines.get(3)),
                numbers(after("runs", lines.get(4))));
        boolean ours = memory.pool.equals(pool) && memory.instance.equals(instance);
        return ours
                ? new Reading.Sound(memory)
                : new Reading.Foreign("it belongs to " + memory.instance + " of " + memory.pool);
    }

    private static String after(String key, String line) {
        return line.substring(key.length());
    }

    private static List<Long> numbers(String text) {
        Stream<String> words = Arrays.stream(text.split(" ", -1)).filter(word -> !word.isEmpty());
        return words.map(Long::parseUnsignedLong).toList();
    }

    private static String sum(String body) {
        CRC32 sum = new CRC32();
        sum.update(body.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }
}
