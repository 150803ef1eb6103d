package dev.coordinator.server.node;

import dev.coordinator.server.config.NodeConfiguration;
import dev.coordinator.server.raft.DataDirectory;
import dev.coordinator.server.roster.NodeId;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Makes the data folder of a node of a new cluster. */
@CommandLine.Command(
        name = "bootstrap",
        mixinStandardHelpOptions = true,
        versionProvider = ServerVersion.class,
        sortOptions = false,
        description = {
            "Makes the data folder of one node of a NEW cluster, and ends.",
            "",
            "Refused where there is data already. Never bootstrap a node anew whose folder was lost while its",
            "cluster lives on: it would have forgotten whom it voted for."
        })
final class BootstrapCommand implements Callable<Integer> {

    @CommandLine.Mixin
    private ConfigurationOptions configuration = new ConfigurationOptions();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        NodeConfiguration loaded = configuration.load(spec);
        if (RestoredId.parse(loaded.cluster().id()).isPresent()) {
            throw new CommandRefusal(
                    ExitStatus.USAGE,
                    "cluster.id: " + loaded.cluster().id() + " is of a cluster that begins with a backup, so this node"
                            + " begins with it too: coordinator-server restore --config FILE BACKUP");
        }
        String node = loaded.node().id();
        DataDirectory.bootstrap(loaded.node().dataDir(), loaded.cluster().id(), new NodeId(node));
        spec.commandLine()
                .getOut()
                .printf(
                        "Node %s of cluster %s has its data folder: %s%n",
                        node, loaded.cluster().id(), loaded.node().dataDir());
        return ExitStatus.OK;
    }
}
