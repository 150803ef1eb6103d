package dev.coordinator.cli.invocation;

import dev.coordinator.cli.text.Screen;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Everything outside of this program that it depends on, the cluster excepted.
 *
 * @param out for answers only
 * @param err for everything else
 * @param screen what {@code out} ends on
 * @param home the person's directory
 * @param version this program's
 * @param person who runs it, like {@code alice@laptop}
 * @param input the next line that the person types; empty when no one does
 */
public record Surroundings(
        PrintWriter out,
        PrintWriter err,
        Screen screen,
        Map<String, String> environment,
        Path home,
        ZoneId zone,
        String version,
        String person,
        Supplier<Optional<String>> input,
        Interrupts interrupts) {

    public Surroundings {
        environment = Map.copyOf(environment);
    }
}
