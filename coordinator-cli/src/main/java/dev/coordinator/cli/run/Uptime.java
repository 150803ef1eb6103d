package dev.coordinator.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The clock that this process and the guards share: hundredths of a second of {@code /proc/uptime}, cut off. */
@FunctionalInterface
interface Uptime {

    long hundredths();

    /** It goes on while the machine is suspended. */
    static Uptime ofThisMachine() {
        return () -> {
            try {
                return parse(Files.readString(Path.of("/proc/uptime"), StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new UncheckedIOException("the uptime can't be read", e);
            }
        };
    }

    /** Reads {@code 1145.83 2189.58} up to the blank. */
    static long parse(String text) {
        int blank = text.indexOf(' ');
        return Long.parseLong(text.substring(0, blank).replace(".", ""));
    }
}
