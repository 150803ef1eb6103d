package dev.coordinator.cli;

import dev.coordinator.cli.cluster.StatusCommand;
import dev.coordinator.cli.instance.CheckInCommand;
import dev.coordinator.cli.instance.InstancesCommand;
import dev.coordinator.cli.instance.LeaveCommand;
import dev.coordinator.cli.invocation.Complaint;
import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.GlobalOptions;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.invocation.Surroundings;
import dev.coordinator.cli.membership.JoinCommand;
import dev.coordinator.cli.operation.CallOffCommand;
import dev.coordinator.cli.operation.CordonCommand;
import dev.coordinator.cli.operation.FailoverCommand;
import dev.coordinator.cli.operation.PauseCommand;
import dev.coordinator.cli.operation.PoolDeleteCommand;
import dev.coordinator.cli.operation.ResumeCommand;
import dev.coordinator.cli.operation.SwitchoverCommand;
import dev.coordinator.cli.operation.UncordonCommand;
import dev.coordinator.cli.pool.ExplainCommand;
import dev.coordinator.cli.pool.HistoryCommand;
import dev.coordinator.cli.pool.PoolCommand;
import dev.coordinator.cli.pool.PoolSetCommand;
import dev.coordinator.cli.pool.PoolsCommand;
import dev.coordinator.cli.watch.WatchCommand;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** The command line {@code coordctl}. */
public final class Coordctl {

    private static final int USAGE_WIDTH = 80;

    private final CommandLine commandLine;

    Coordctl(Surroundings surroundings) {
        GlobalOptions options = new GlobalOptions();
        Invocation invocation = new Invocation(surroundings, options);
        Complaint complaint = new Complaint(invocation);
        commandLine = new CommandLine(new RootCommand())
                .addMixin("global", options)
                .addSubcommand(new StatusCommand(invocation))
                .addSubcommand(new PoolsCommand(invocation))
                .addSubcommand(new CommandLine(new PoolCommand(invocation))
                        .addSubcommand(new PoolSetCommand(invocation))
                        .addSubcommand(new PoolDeleteCommand(invocation)))
                .addSubcommand(new InstancesCommand(invocation))
                .addSubcommand(new HistoryCommand(invocation))
                .addSubcommand(new ExplainCommand(invocation))
                .addSubcommand(new SwitchoverCommand(invocation))
                .addSubcommand(new FailoverCommand(invocation))
                .addSubcommand(new CallOffCommand(invocation))
                .addSubcommand(new PauseCommand(invocation))
                .addSubcommand(new ResumeCommand(invocation))
                .addSubcommand(new CordonCommand(invocation))
                .addSubcommand(new UncordonCommand(invocation))
                .addSubcommand(new CheckInCommand(invocation))
                .addSubcommand(new LeaveCommand(invocation))
                .addSubcommand(new JoinCommand(invocation))
                .addSubcommand(new WatchCommand(invocation))
                .addSubcommand(new VersionCommand(surroundings))
                .addSubcommand(new HelpCommand(surroundings, this::commandLine))
                .setOut(surroundings.out())
                .setErr(surroundings.err())
                .setUsageHelpWidth(USAGE_WIDTH)
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        surroundings.screen().colours() ? Ansi.ON : Ansi.OFF))
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> complaint.about(failure).code())
                .setParameterExceptionHandler((failure, arguments) -> misused(surroundings, failure));
    }

    /** Runs one command and answers the exit status. */
    int run(String... arguments) {
        return commandLine.execute(arguments);
    }

    private CommandLine commandLine() {
        return commandLine;
    }

    private static int misused(Surroundings surroundings, ParameterException failure) {
        surroundings.err().println("coordctl: " + failure.getMessage());
        surroundings
                .err()
                .println("Try '" + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        surroundings.err().flush();
        return ExitStatus.USAGE.code();
    }

    public static void main(String[] arguments) {
        LogManager.getLogManager().reset(); // What gRPC and Netty log is told to the person in our words.
        System.exit(new Coordctl(ProcessSurroundings.get()).run(arguments));
    }
}
