package dev.coordinator.cli;

import dev.coordinator.cli.invocation.Surroundings;
import dev.coordinator.cli.invocation.UsageError;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Picocli's own would define {@code --help} a second time. */
@Command(
        name = "help",
        description = "Show the commands, or how to use one.",
        footer = {
            "",
            "  coordctl help pool set",
        })
final class HelpCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    private final Supplier<CommandLine> root;

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command.")
    private List<String> path = List.of();

    HelpCommand(Surroundings surroundings, Supplier<CommandLine> root) {
        this.surroundings = surroundings;
        this.root = root;
    }

    @Override
    public Integer call() {
        CommandLine command = root.get();
        for (String name : path) {
            command = command.getSubcommands().get(name);
            if (command == null) {
                throw new UsageError("There is no command '" + String.join(" ", path) + "'.");
            }
        }
        command.usage(surroundings.out());
        surroundings.out().flush();
        return 0;
    }
}
