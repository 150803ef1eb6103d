package dev.coordinator.server.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration is refused. The message shows every problem on a line of its own, ready for a person. */
public final class ConfigurationException extends Exception {

    private final transient List<Problem> problems;

    ConfigurationException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong, in the order it was met; never empty. */
    public List<Problem> problems() {
        return problems;
    }
}
