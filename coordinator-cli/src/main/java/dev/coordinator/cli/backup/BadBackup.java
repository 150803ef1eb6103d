package dev.coordinator.cli.backup;

import java.io.IOException;

/** A file, or what a node sent, is no whole backup that this program knows. The message says why. */
final class BadBackup extends IOException {

    private static final long serialVersionUID = 1;

    BadBackup(String message) {
        super(message);
    }
}
