package dev.coordinator.server.node;

import dev.coordinator.server.config.Configuration;
import dev.coordinator.server.config.Logging;
import dev.coordinator.server.config.NodeConfiguration;
import dev.coordinator.server.raft.DataDirectory;
import dev.coordinator.server.roster.NodeId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** A whole coordinator in one process, for development and tests. */
@CommandLine.Command(
        name = "dev",
        mixinStandardHelpOptions = true,
        versionProvider = ServerVersion.class,
        sortOptions = false,
        description = {
            "Runs a cluster of one node on loopback, without a configuration, for development and tests.",
            "",
            "The same code as in production, with nothing to survive the loss of the node."
        })
final class DevCommand implements Callable<Integer> {

    private static final String CLUSTER = "dev";

    @CommandLine.Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keeps its data there, and goes on with it the next time; by default a temporary folder.")
    private @Nullable Path data;

    @CommandLine.Option(names = "--api-port", paramLabel = "PORT", description = "Default: ${DEFAULT-VALUE}.")
    private int apiPort = Configuration.DEV_API_PORT;

    @CommandLine.Option(
            names = "--http-port",
            paramLabel = "PORT",
            description = "For HTTP and JSON; 0: none. Default: ${DEFAULT-VALUE}.")
    private int httpPort = Configuration.DEV_HTTP_PORT;

    @CommandLine.Option(names = "--raft-port", paramLabel = "PORT", description = "Default: ${DEFAULT-VALUE}.")
    private int raftPort = Configuration.DEV_RAFT_PORT;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if (data != null) {
            return run(data, () -> {});
        }
        TemporaryFolder temporary = TemporaryFolder.named("coordinator-dev-");
        try {
            return run(temporary.path(), temporary::delete);
        } finally {
            temporary.delete();
        }
    }

    private int run(Path folder, Runnable afterwards) throws Exception {
        NodeConfiguration configuration = configuration(folder);
        requireOwn(folder, configuration.node().id());
        Logging.apply(configuration.log());
        return new RunningNode(configuration)
                .runUntilStopped(() -> bootstrapIfNew(folder, configuration), () -> greet(configuration), afterwards);
    }

    private void greet(NodeConfiguration configuration) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "A coordinator for development listens on %s, its data in %s.%n",
                configuration.api().listen(), configuration.node().dataDir());
        out.printf("Try: coordctl --endpoints %s status%n", configuration.api().listen());
        configuration
                .http()
                .listen()
                .ifPresent(http -> out.printf(
                        "Or:  curl -X POST http://%s/v1/pools/billing/instances/a:checkIn%n"
                                + "HTTP and JSON: http://%s/%n",
                        http, http));
        out.flush();
    }

    private NodeConfiguration configuration(Path folder) {
        try {
            return Configuration.dev(folder, apiPort, httpPort, raftPort, CLUSTER);
        } catch (IllegalArgumentException refused) {
            throw new CommandLine.ParameterException(spec.commandLine(), refused.getMessage(), refused);
        }
    }

    /** Where something else lives an argument is wrong, and nothing is written. */
    private void requireOwn(Path folder, String node) throws IOException {
        boolean taken = Files.isDirectory(folder) && !isEmpty(folder);
        if (taken && !DataDirectory.isOf(folder, CLUSTER, new NodeId(node))) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--data: " + folder + " holds something else than the data of an earlier " + spec.qualifiedName()
                            + "; name a folder that is new, empty or its own");
        }
    }

    private static void bootstrapIfNew(Path folder, NodeConfiguration configuration) throws IOException {
        if (!Files.isDirectory(folder) || isEmpty(folder)) {
            DataDirectory.bootstrap(
                    folder, CLUSTER, new NodeId(configuration.node().id()));
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }
}
