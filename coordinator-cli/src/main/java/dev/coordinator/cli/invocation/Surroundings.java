package dev.coordinator.cli.invocation;

import dev.coordinator.cli.text.Screen;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;

/**
 * Everything outside of this program that it depends on, the cluster excepted.
 *
 * @param out for answers only
 * @param err for everything else
 * @param screen what {@code out} ends on
 * @param home the person's directory
 * @param version this program's
 */
public record Surroundings(
        PrintWriter out,
        PrintWriter err,
        Screen screen,
        Map<String, String> environment,
        Path home,
        ZoneId zone,
        String version,
        Interrupts interrupts) {

    public Surroundings {
        environment = Map.copyOf(environment);
    }
}
