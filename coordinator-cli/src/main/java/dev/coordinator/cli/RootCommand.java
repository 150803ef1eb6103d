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
            "  0    done; for status: a majority follows one leader; doctor: no problem",
            "  1    failed, not confirmed, or refused for a reason not below",
            "  2    the command line, the profile or an argument is wrong; no jar, no Java",
            "  3    there is no such pool, instance or node",
            "  4    no node answers, there is no leader, or the outcome is unknown",
            "  5    refused by a precondition, such as a stale --seq",
            "  10   check-in --exit-role: standby",
            "  11   check-in --exit-role: draining",
            "  12   check-in --exit-role: unelectable",
            "  13   check-in --exit-role, join, run: superseded",
            "  126  run: the program can't be executed",
            "  127  run: there is no program of that name",
            "  130  ended by Ctrl-C",
            "  143  ended by SIGTERM",
            "'run' ends with its program's own status when that has ended; with 128 and the",
            "signal's number when a signal ended it.",
        })
final class RootCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new UsageError("Say what to do; 'coordctl help' lists the commands.");
    }
}
