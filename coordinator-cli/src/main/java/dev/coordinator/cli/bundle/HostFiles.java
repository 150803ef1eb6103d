package dev.coordinator.cli.bundle;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of a node's host. */
final class HostFiles {

    private static final int LONGEST_TAIL = 2 * 1024 * 1024;

    private HostFiles() {}

    static String configuration(Path file) throws IOException {
        if (Files.size(file) > Contents.MOST_BYTES_OF_ONE) {
            throw new IOException("it is too large for a configuration");
        }
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** The last two megabytes at most, from the beginning of a line. */
    static String tail(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, bytes.length() - LONGEST_TAIL);
            byte[] tail = new byte[(int) (bytes.length() - from)];
            bytes.seek(from);
            bytes.readFully(tail);
            String text = new String(tail, StandardCharsets.UTF_8);
            return from == 0 ? text : text.substring(text.indexOf('\n') + 1);
        }
    }
}
