package dev.coordinator.cli;

import dev.coordinator.cli.invocation.Surroundings;
import dev.coordinator.cli.text.Screen;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Who runs commands, and what they see. */
final class Person {

    /** What one run ended with and wrote. */
    record Outcome(int status, String out, String err) {}

    private final Map<String, String> environment = new HashMap<>();
    private volatile StringWriter out = new StringWriter();
    private volatile StringWriter err = new StringWriter();
    private Screen screen = Screen.NONE;
    private Path home = Path.of("/nonexistent");
    private Runnable interrupt = () -> {};
    private Optional<String> typed = Optional.empty();

    Person at(FakeNode... nodes) {
        StringBuilder endpoints = new StringBuilder();
        for (FakeNode node : nodes) {
            endpoints.append(endpoints.isEmpty() ? "" : ",").append(node.address());
        }
        return with("COORDCTL_ENDPOINTS", endpoints.toString());
    }

    Person with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Person livingIn(Path directory) {
        home = directory;
        return this;
    }

    Person atTerminal(int columns, boolean colours) {
        screen = new Screen(OptionalInt.of(columns), colours);
        return this;
    }

    /** Answers the next question. */
    Person typing(String line) {
        typed = Optional.of(line);
        return this;
    }

    /** What Ctrl-C does. */
    void pressCtrlC() {
        interrupt.run();
    }

    /** What was written so far by the command that runs, or ran last. */
    String sees() {
        return out.toString();
    }

    /** What was told besides. */
    String hears() {
        return err.toString();
    }

    Outcome runs(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        PrintWriter outWriter = new PrintWriter(out);
        PrintWriter errWriter = new PrintWriter(err);
        Surroundings surroundings = new Surroundings(
                outWriter,
                errWriter,
                screen,
                environment,
                home,
                ZoneOffset.UTC,
                "1.2.3",
                "alice@laptop",
                () -> typed,
                action -> interrupt = action);
        int status = new Coordctl(surroundings).run(arguments);
        return new Outcome(status, out.toString(), err.toString());
    }
}
