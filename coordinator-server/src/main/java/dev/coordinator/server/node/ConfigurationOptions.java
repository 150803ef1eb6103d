package dev.coordinator.server.node;

import dev.coordinator.server.config.Configuration;
import dev.coordinator.server.config.ConfigurationException;
import dev.coordinator.server.config.NodeConfiguration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Where a command finds the node's configuration. */
final class ConfigurationOptions {

    @CommandLine.Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The node's configuration; every key is explained in deploy/coordinator.example.yaml.")
    private @Nullable Path file;

    @CommandLine.Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Overrides one key of the file, and its COORDINATOR_* variable; may be repeated.")
    private List<String> sets = new ArrayList<>();

    NodeConfiguration load(CommandLine.Model.CommandSpec spec) throws ConfigurationException {
        if (file == null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "Which configuration? Give --config FILE, or try `coordinator-server dev`, which needs none.");
        }
        return Configuration.load(file, System.getenv(), sets);
    }
}
