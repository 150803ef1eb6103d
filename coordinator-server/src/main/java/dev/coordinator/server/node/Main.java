package dev.coordinator.server.node;

import dev.coordinator.server.config.ConfigurationException;
import dev.coordinator.server.raft.DataDirectoryException;
import java.io.IOException;
import picocli.CommandLine;

/** {@code coordinator-server}: one node of a cluster. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs a command to its end and says with what status the process is to end. */
    static int run(String... args) {
        return new CommandLine(new ServerCommand())
                .setExecutionExceptionHandler((failed, line, parsed) -> {
                    line.getErr().println("coordinator-server: " + failed.getMessage());
                    return statusOf(failed);
                })
                .execute(args);
    }

    private static int statusOf(Exception failed) throws Exception {
        if (failed instanceof ConfigurationException) {
            return ExitStatus.USAGE;
        }
        if (failed instanceof DataDirectoryException) {
            return ExitStatus.DATA_REFUSED;
        }
        if (failed instanceof IOException) {
            return ExitStatus.CANNOT_START;
        }
        throw failed;
    }
}
