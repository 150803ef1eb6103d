package dev.coordinator.cli;

import dev.coordinator.cli.invocation.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "version",
        description = "Show coordctl's own version; 'coordctl status' shows the nodes'.",
        footer = {
            "",
            "  coordctl version",
        })
final class VersionCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    VersionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        surroundings.out().println(line(surroundings));
        surroundings.out().flush();
        return 0;
    }

    static String line(Surroundings surroundings) {
        return "coordctl " + surroundings.version();
    }
}
