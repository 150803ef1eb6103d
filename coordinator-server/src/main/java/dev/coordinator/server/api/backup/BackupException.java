package dev.coordinator.server.api.backup;

import java.io.IOException;

/** A file that is no backup this release can read. Says what is the matter with it; no retry helps. */
public final class BackupException extends IOException {

    BackupException(String message) {
        super(message);
    }

    BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
