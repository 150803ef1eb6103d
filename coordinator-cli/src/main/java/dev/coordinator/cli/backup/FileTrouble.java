package dev.coordinator.cli.backup;

import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.text.Printable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What is the matter with a file, in a sentence. */
final class FileTrouble {

    private FileTrouble() {}

    static String saying(Path file, IOException failure) {
        return Printable.of(file + ": " + reason(failure)) + ".";
    }

    /** An argument that names no file is wrong; a file that is no backup has failed. */
    static ExitStatus status(IOException failure) {
        return failure instanceof NoSuchFileException ? ExitStatus.USAGE : ExitStatus.FAILED;
    }

    /** A file system's exceptions say which file, but not what is the matter with it. */
    private static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (failure instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (failure instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return String.valueOf(failure.getMessage());
    }
}
