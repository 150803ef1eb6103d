package dev.coordinator.server.node;

import dev.coordinator.server.api.backup.Backup;
import dev.coordinator.server.api.backup.BackupFile;
import dev.coordinator.server.config.ClusterNode;
import dev.coordinator.server.config.Logging;
import dev.coordinator.server.config.NodeConfiguration;
import dev.coordinator.server.journal.Images;
import dev.coordinator.server.lease.Limits;
import dev.coordinator.server.lease.StateImage;
import dev.coordinator.server.raft.InitialState;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** Makes the data folder of a node of a new cluster that begins with a backup. */
@CommandLine.Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        versionProvider = ServerVersion.class,
        sortOptions = false,
        description = {
            "Makes the data folder of one node of a NEW cluster that begins with a backup.",
            "",
            "The same on every node, before any of them starts, with the cluster.id that",
            "was drawn once by `coordinator-server new-cluster-id --restore BACKUP`. Refused",
            "where there is data already, and where the id was drawn for another file.",
            "Epochs go on above all granted before; for 3 h nothing is granted, as instances",
            "may still hold leases that the backup doesn't know of."
        },
        footer = {
            "",
            "  coordinator-server new-cluster-id --restore monday.backup",
            "  coordinator-server restore --config n1.yaml monday.backup"
        })
final class RestoreCommand implements Callable<Integer> {

    @CommandLine.Mixin
    private ConfigurationOptions configuration = new ConfigurationOptions();

    @CommandLine.Parameters(paramLabel = "BACKUP", description = "The file; every node is given the same.")
    private Path file = Path.of("");

    @CommandLine.Mixin
    private RestoreOptions options = new RestoreOptions();

    @CommandLine.Mixin
    private Confirmation confirmation = new Confirmation();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        NodeConfiguration loaded = configuration.load(spec);
        Logging.apply(loaded.log());
        String clusterId = loaded.cluster().id();
        Restore restore = Restore.resume(clusterId, BackupFile.read(file), options, System.currentTimeMillis());
        StateImage state = restore.state();
        PrintWriter out = spec.commandLine().getOut();
        if (options.unsafeNow()) {
            out.println("With --unsafe-now leases are granted as soon as the new cluster runs. If an");
            out.println("instance of the old one is alive and believes in its lease, two act as primary.");
            confirmation.require(clusterId, out);
        }
        long index = restore.stored().backup().origin().logIndex();
        new InitialState(index, to -> Images.write(state, to)).bootstrap(Settings.raft(loaded));
        tell(out, loaded, restore.stored().backup(), state);
        return ExitStatus.OK;
    }

    private void tell(PrintWriter out, NodeConfiguration loaded, Backup backup, StateImage state) {
        String self = loaded.node().id();
        out.printf(
                "Node %s of cluster %s has its data folder: %s%n",
                self, loaded.cluster().id(), loaded.node().dataDir());
        out.printf(
                "It begins with entry %d of cluster %s: %s.%n",
                backup.origin().logIndex(), backup.origin().clusterId(), BackupWords.contents(backup));
        out.printf("The next epoch is %d.%n", state.lastEpoch() + 1);
        out.println(
                options.unsafeNow()
                        ? "Leases are granted at once."
                        : "Nothing is granted for "
                                + Duration.ofMillis(Limits.LONGEST_LEASE_MILLIS).toHours()
                                + " h after the cluster has its first leader.");
        String others = loaded.cluster().nodes().stream()
                .map(ClusterNode::id)
                .filter(id -> !id.equals(self))
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            out.printf("Restore the others from the same file before you start any: %s.%n", others);
        }
    }
}
