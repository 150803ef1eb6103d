package dev.coordinator.cli;

import dev.coordinator.cli.invocation.Complaint;
import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.GlobalOptions;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.invocation.Surroundings;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The command line {@code coordctl}. */
public final class Coordctl {

    private static final int USAGE_WIDTH = 80;

    private final Surroundings surroundings;

    Coordctl(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Runs one command and answers the exit status. What the named commands don't explain is judged by all of them. */
    int run(String... arguments) {
        Parts named = new Parts((failure, words) -> everything().execute(words));
        return named.commands.addNamed(named.root, arguments)
                ? named.execute(arguments)
                : everything().execute(arguments);
    }

    /** With every command. */
    CommandLine whole() {
        return everything().finished();
    }

    private Parts everything() {
        Parts all = new Parts((failure, words) -> misused(failure));
        all.commands.addAll(all.root);
        return all;
    }

    private int misused(ParameterException failure) {
        surroundings.err().println("coordctl: " + failure.getMessage());
        surroundings
                .err()
                .println("Try '" + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        surroundings.err().flush();
        return ExitStatus.USAGE.code();
    }

    /** A command line on its way. */
    private final class Parts {

        private final GlobalOptions options = new GlobalOptions();
        private final Invocation invocation = new Invocation(surroundings, options);
        private final CommandLine root = new CommandLine(new RootCommand()).addMixin("global", options);
        private final CommandSet commands = new CommandSet(surroundings, invocation, Coordctl.this::whole);
        private final IParameterExceptionHandler otherwise;

        Parts(IParameterExceptionHandler otherwise) {
            this.otherwise = otherwise;
        }

        int execute(String... arguments) {
            try {
                return finished().execute(arguments);
            } finally {
                invocation.ended();
            }
        }

        CommandLine finished() {
            Complaint complaint = new Complaint(invocation);
            root.getCommandSpec()
                    .version(VersionCommand.line(surroundings))
                    .addOption(OptionSpec.builder("--version")
                            .versionHelp(true)
                            .type(boolean.class)
                            .description("Show coordctl's own version, as 'version' does.")
                            .build());
            return root.setOut(surroundings.out())
                    .setErr(surroundings.err())
                    .setUsageHelpWidth(USAGE_WIDTH)
                    .setColorScheme(CommandLine.Help.defaultColorScheme(
                            surroundings.screen().colours() ? Ansi.ON : Ansi.OFF))
                    .setExecutionExceptionHandler((failure, command, parsed) ->
                            complaint.about(failure).code())
                    .setParameterExceptionHandler(otherwise);
        }
    }

    public static void main(String[] arguments) {
        LogManager.getLogManager().reset(); // What gRPC and Netty log is told to the person in our words.
        System.exit(new Coordctl(ProcessSurroundings.get()).run(arguments));
    }
}
