package dev.coordinator.cli;

import dev.coordinator.cli.invocation.UsageError;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "coordctl",
        description = "See and steer a coordinator: who is primary, and why.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nEnds with%n",
        footer = {
            "  0  done; for status: a majority follows one leader; doctor: no problem",
            "  1  failed or refused for a reason not below",
            "  2  the command line or an argument is wrong",
            "  3  there is no such pool, instance or node",
            "  4  no node answers, there is no leader, or the outcome is unknown",
            "  5  refused by a precondition, such as a stale --seq",
            "  10 standby, 11 draining, 12 unelectable, 13 superseded: with --exit-role",
            "  130 ended by Ctrl-C",
        })
final class RootCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new UsageError("Say what to do; 'coordctl help' lists the commands.");
    }
}
