package dev.coordinator.server.node;

import dev.coordinator.server.config.Configuration;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Draws the id of a new cluster. */
@CommandLine.Command(
        name = "new-cluster-id",
        mixinStandardHelpOptions = true,
        versionProvider = ServerVersion.class,
        description =
                "Prints a new random cluster id, to be written as cluster.id into the configuration of every node.")
final class NewClusterIdCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(Configuration.newClusterId(new SecureRandom()));
        return ExitStatus.OK;
    }
}
