package dev.coordinator.server.node;

import dev.coordinator.server.config.NodeConfiguration;
import dev.coordinator.server.raft.DataDirectory;
import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.NodeId;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Makes the data folder of a node that joins a living cluster. */
@CommandLine.Command(
        name = "join",
        mixinStandardHelpOptions = true,
        versionProvider = ServerVersion.class,
        sortOptions = false,
        description = {
            "Makes the data folder of a node that joins a LIVING cluster, and ends.",
            "",
            "The node is then started as ever, and waits until it is added. Refused where there is data already. A node",
            "that lost its folder joins anew too: as another voter, for it has forgotten whom it voted for.",
        },
        footer = {
            "",
            "On the new node, then from anywhere:",
            "  coordinator-server join --config FILE",
            "  coordinator-server --config FILE",
            "  coordctl cluster add n4 --api HOST:PORT --raft HOST:PORT"
        })
final class JoinCommand implements Callable<Integer> {

    @CommandLine.Mixin
    private ConfigurationOptions configuration = new ConfigurationOptions();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        NodeConfiguration loaded = configuration.load(spec);
        String node = loaded.node().id();
        DataDirectory.join(
                loaded.node().dataDir(), loaded.cluster().id(), new NodeId(node), FolderId.draw(new SecureRandom()));
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "Node %s has its data folder, to join cluster %s: %s%n",
                node, loaded.cluster().id(), loaded.node().dataDir());
        out.printf(
                "Start it, then add it: coordctl cluster add %s --api %s --raft %s%n",
                node, loaded.self().api(), loaded.self().raft());
        return ExitStatus.OK;
    }
}
