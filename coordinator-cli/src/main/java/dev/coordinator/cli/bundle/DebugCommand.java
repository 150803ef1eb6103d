package dev.coordinator.cli.bundle;

import dev.coordinator.cli.invocation.UsageError;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "debug",
        description = "Collect what somebody else needs to find out what happened.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "  coordctl debug bundle"})
public final class DebugCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new UsageError("Say what to do: coordctl debug bundle.");
    }
}
