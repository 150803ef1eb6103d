package dev.coordinator.server.node;

import dev.coordinator.server.config.Logging;
import dev.coordinator.server.config.NodeConfiguration;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Runs a node until it is told to stop. */
@CommandLine.Command(
        name = "coordinator-server",
        mixinStandardHelpOptions = true,
        versionProvider = ServerVersion.class,
        sortOptions = false,
        description = "Runs one node of a coordinator cluster until it is told to stop (SIGTERM, Ctrl-C).",
        subcommands = {
            BootstrapCommand.class,
            JoinCommand.class,
            RestoreCommand.class,
            RecoverCommand.class,
            DevCommand.class,
            NewClusterIdCommand.class
        },
        footer = {
            "",
            "A new cluster, once on every node, with the same cluster.id and cluster.nodes everywhere:",
            "  coordinator-server bootstrap --config FILE",
            "  coordinator-server --config FILE",
            "",
            "A new node of a cluster that lives already, before `coordctl cluster add`:",
            "  coordinator-server join --config FILE",
            "  coordinator-server --config FILE",
            "",
            "A new cluster from a backup: see `coordinator-server restore --help`.",
            "After most nodes were lost for good: `coordinator-server recover --help`.",
            "",
            "Ends with",
            "  143, 130  stopped in order by SIGTERM or Ctrl-C",
            "  2         the command line or the configuration is wrong",
            "  3         the data folder or the backup is refused",
            "  4         it can't start (a port is taken, say)",
            "  70        it stopped itself after a failure"
        })
final class ServerCommand implements Callable<Integer> {

    @CommandLine.Mixin
    private ConfigurationOptions configuration = new ConfigurationOptions();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        NodeConfiguration loaded = configuration.load(spec);
        Logging.apply(loaded.log());
        return new RunningNode(loaded).runUntilStopped(() -> {}, () -> {}, () -> {});
    }
}
