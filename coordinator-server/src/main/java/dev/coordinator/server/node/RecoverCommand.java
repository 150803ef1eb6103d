package dev.coordinator.server.node;

import dev.coordinator.server.api.backup.Backup;
import dev.coordinator.server.api.backup.BackupFile;
import dev.coordinator.server.api.backup.Origin;
import dev.coordinator.server.config.Logging;
import dev.coordinator.server.config.NodeConfiguration;
import dev.coordinator.server.raft.SurvivorLog;
import dev.coordinator.server.replication.Replay;
import dev.coordinator.server.roster.NodeId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Takes what a survivor of a lost quorum knows out of its data folder, as a backup to begin a new cluster with. */
@CommandLine.Command(
        name = "recover",
        mixinStandardHelpOptions = true,
        versionProvider = ServerVersion.class,
        sortOptions = false,
        description = {
            "After most nodes of a cluster are LOST FOR GOOD: makes a backup of what this node knows.",
            "The node must be stopped, and its folder is retired. A new cluster begins with the backup.",
            "",
            "Decisions that were answered may be lost; what, is said first, and you are",
            "asked to confirm. If more than half of the nodes can be started again, start",
            "them instead: then nothing is lost."
        },
        footer = {
            "",
            "  coordinator-server recover --config n2.yaml /safe/place/n2.backup",
            "  coordinator-server recover --config n2.yaml --look"
        })
final class RecoverCommand implements Callable<Integer> {

    @CommandLine.Mixin
    private ConfigurationOptions configuration = new ConfigurationOptions();

    @CommandLine.Parameters(
            paramLabel = "BACKUP",
            arity = "0..1",
            description = "The file to make; must not be there yet.")
    private Path file = Path.of("");

    @CommandLine.Option(
            names = "--look",
            description = "Only say what this node knows, and change nothing: to choose between several survivors.")
    private boolean look;

    @CommandLine.Option(
            names = "--even-without-vote",
            description = "Go on though this node was removed, or had no vote yet.")
    private boolean evenWithoutVote;

    @CommandLine.Mixin
    private Confirmation confirmation = new Confirmation();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        NodeConfiguration loaded = configuration.load(spec);
        Logging.apply(loaded.log());
        requireTarget();
        PrintWriter out = spec.commandLine().getOut();
        try (SurvivorLog log = SurvivorLog.open(Settings.raft(loaded))) {
            Survivor survivor = read(log, loaded);
            Backup backup = survivor.backup();
            knows(out, loaded, survivor);
            if (!look) {
                requireVote(survivor.nodes());
                warn(out, loaded);
                confirmation.require(loaded.cluster().id(), out);
                BackupFile.write(file, backup);
                log.retire("its state went into the backup " + file.toAbsolutePath()
                        + ", for a new cluster to begin with");
                next(out);
            }
        }
        return ExitStatus.OK;
    }

    private void requireTarget() throws IOException {
        if (look != file.toString().isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "Name the BACKUP to make, or say --look to make none.");
        }
        if (!look && Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path folder = file.toAbsolutePath().getParent();
        if (!look && (folder == null || !Files.isDirectory(folder))) {
            throw new NoSuchFileException(String.valueOf(folder));
        }
    }

    /** What there is to be saved, and whose it was. */
    private record Survivor(Backup backup, SurvivorNodes nodes) {}

    private void requireVote(SurvivorNodes nodes) throws CommandRefusal {
        Optional<String> withoutVote = nodes.withoutVote();
        if (withoutVote.isPresent() && !evenWithoutVote) {
            throw new CommandRefusal(
                    ExitStatus.DATA_REFUSED,
                    withoutVote.get() + ". The others may have decided without it all that they decided since."
                            + " Take a survivor that votes, or the last backup; if there is neither, say"
                            + " --even-without-vote");
        }
    }

    private static Survivor read(SurvivorLog log, NodeConfiguration loaded) throws IOException {
        Replay replay = new Replay();
        SurvivorLog.Last last = log.replay(replay, Long.MAX_VALUE);
        if (last.index() == 0) {
            throw new CommandRefusal(
                    ExitStatus.DATA_REFUSED, loaded.node().dataDir() + " holds no entry: this node knows nothing");
        }
        Origin origin = new Origin(
                loaded.cluster().id(),
                new NodeId(loaded.node().id()),
                Origin.Source.SURVIVOR,
                last.index(),
                last.term(),
                System.currentTimeMillis(),
                ServerVersion.current());
        SurvivorNodes nodes = new SurvivorNodes(
                new NodeId(loaded.node().id()), log.folder(), replay.nodes(), Settings.roster(loaded), last.voters());
        return new Survivor(new Backup(origin, replay.image()), nodes);
    }

    private static void knows(PrintWriter out, NodeConfiguration loaded, Survivor survivor) {
        Backup backup = survivor.backup();
        long newest = backup.image().newestWallMillis();
        out.printf(
                "Node %s of cluster %s:%n", loaded.node().id(), loaded.cluster().id());
        out.printf(
                "  its log ends with entry %d of term %d, of %s, %s ago by this machine's clock%n",
                backup.origin().logIndex(),
                backup.origin().term(),
                BackupWords.time(newest),
                BackupWords.age(newest, System.currentTimeMillis()));
        out.printf("  it holds %s%n", BackupWords.contents(backup));
        survivor.nodes().lines().forEach(out::println);
        survivor.nodes().withoutVote().ifPresent(why -> {
            out.println();
            out.println("WARNING: " + why + ".");
            out.println("The others may have decided without it all that they decided since, and its log");
            out.println("need not know of it. Take a survivor that votes, or the last backup, if there is one.");
        });
    }

    private static void warn(PrintWriter out, NodeConfiguration loaded) {
        out.println();
        out.println("What may be lost: every decision that the other nodes took without this one,");
        out.println("though it was answered: grants, releases, settings, pools. And the last entries");
        out.println("here may never have been decided.");
        out.println("What is not lost: epochs still only rise, and the new cluster grants nothing while");
        out.println("an old lease can be believed in.");
        out.println();
        out.println("- If more than half of the nodes can be started with their disks: start them instead.");
        out.println("- Of several survivors take the one with the highest term, and of those the one with");
        out.println("  the highest entry: recover --look says it of each.");
        out.println("- The nodes that are gone must never come back. Enough of them together would still");
        out.println("  be cluster " + loaded.cluster().id() + ", beside the new one, and grant leases.");
        out.println("- This node's data folder is retired: it never runs on it again.");
        out.println();
    }

    private void next(PrintWriter out) {
        out.println("Written: " + file + ". The data folder is retired. A new cluster begins so:");
        out.println("  1. Once:         coordinator-server new-cluster-id --restore " + file);
        out.println("  2. Every node's configuration: that cluster.id, its cluster.nodes, an empty node.data_dir.");
        out.println("  3. On each node: coordinator-server restore --config FILE " + file);
        out.println("  4. On each node: coordinator-server --config FILE");
    }
}
