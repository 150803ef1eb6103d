package dev.coordinator.server.node;

import dev.coordinator.server.api.backup.BackupFile;
import dev.coordinator.server.config.Configuration;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Draws the id of a new cluster. */
@CommandLine.Command(
        name = "new-cluster-id",
        mixinStandardHelpOptions = true,
        versionProvider = ServerVersion.class,
        sortOptions = false,
        description = "Prints a new cluster id, to be written as cluster.id into the configuration of every node.",
        footer = {
            "",
            "  coordinator-server new-cluster-id",
            "  coordinator-server new-cluster-id --restore monday.backup"
        })
final class NewClusterIdCommand implements Callable<Integer> {

    @CommandLine.Option(
            names = "--restore",
            paramLabel = "BACKUP",
            description =
                    "For a cluster that begins with this backup; good for 24 h. The id says so: its nodes can't begin"
                            + " with another file, or with none.")
    private @Nullable Path backup;

    @CommandLine.Mixin
    private RestoreOptions options = new RestoreOptions();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        spec.commandLine().getOut().println(backup == null ? random() : restored(backup));
        return ExitStatus.OK;
    }

    private String random() {
        if (!options.text().isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), options.text().strip() + " goes with --restore BACKUP.");
        }
        return Configuration.newClusterId(new SecureRandom());
    }

    /** Refuses at once what every node would refuse. */
    private String restored(Path file) throws Exception {
        Restore restore = Restore.begin(BackupFile.read(file), options, System.currentTimeMillis());
        restore.state();
        return restore.id().text();
    }
}
