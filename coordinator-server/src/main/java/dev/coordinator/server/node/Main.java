package dev.coordinator.server.node;

import dev.coordinator.server.api.backup.BackupException;
import dev.coordinator.server.config.ConfigurationException;
import dev.coordinator.server.raft.DataDirectoryException;
import dev.coordinator.server.security.TlsException;
import java.io.IOException;
import java.nio.file.FileSystemException;
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
                    line.getErr().println("coordinator-server: " + sentence(failed));
                    return statusOf(failed);
                })
                .execute(args);
    }

    /** A file system's exceptions say which file, but not what is the matter with it. */
    private static String sentence(Exception failed) {
        return failed instanceof FileSystemException ? failed.toString() : String.valueOf(failed.getMessage());
    }

    private static int statusOf(Exception failed) throws Exception {
        if (failed instanceof ConfigurationException || failed instanceof TlsException) {
            return ExitStatus.USAGE;
        }
        if (failed instanceof CommandRefusal refusal) {
            return refusal.status();
        }
        if (failed instanceof DataDirectoryException
                || failed instanceof BackupException
                || failed instanceof FileSystemException) {
            return ExitStatus.DATA_REFUSED;
        }
        if (failed instanceof IOException) {
            return ExitStatus.CANNOT_START;
        }
        throw failed;
    }
}
