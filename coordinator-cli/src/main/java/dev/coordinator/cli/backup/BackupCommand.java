package dev.coordinator.cli.backup;

import dev.coordinator.cli.invocation.UsageError;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "backup",
        description = "Save a cluster's state as a file, verify one, or begin a new cluster with one.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "  coordctl backup save /backups/monday.backup",
            "  coordctl backup verify /backups/monday.backup",
        })
public final class BackupCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new UsageError("Say what to do: coordctl backup save, verify or restore FILE.");
    }
}
