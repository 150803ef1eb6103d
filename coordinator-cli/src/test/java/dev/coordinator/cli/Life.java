package dev.coordinator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one program wrote of itself: when it first and last lived, in seconds of the machine's uptime.
 *
 * @param process its process id
 */
record Life(long process, String instance, long epoch, String reason, double first, double last) {

    /** Of lines such as {@code 1145.83 orders app-1 7 GRANTED 4711}. */
    static List<Life> all(List<String> lines, String pool) {
        Map<String, Life> lives = new LinkedHashMap<>();
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            if (words.length == 6 && words[1].equals(pool)) {
                double now = Double.parseDouble(words[0]);
                Life one = new Life(Long.parseLong(words[5]), words[2], Long.parseLong(words[3]), words[4], now, now);
                lives.merge(words[5], one, (before, after) -> before.until(after.last()));
            }
        }
        return new ArrayList<>(lives.values());
    }

    private Life until(double later) {
        return new Life(process, instance, epoch, reason, first, later);
    }

    /** Whether there is such a process, and more of it than a status that its parent has not collected yet. */
    boolean isAlive() {
        try {
            String stat = Files.readString(Path.of("/proc/" + process + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return false;
        }
    }
}
