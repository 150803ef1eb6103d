package dev.coordinator.cli.run;

import dev.coordinator.cli.invocation.ExitStatus;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What is needed of this host, and what it is called. */
final class Host {

    private static final int NOT_FOUND = 127;
    private static final int NOT_EXECUTABLE = 126;

    private Host() {}

    /** The guard is a script, and needs the clock that goes on while the machine is suspended. */
    static void requireTools(String path) {
        if (!Files.isReadable(Path.of("/proc/uptime"))) {
            throw new RunRefused(ExitStatus.FAILED, "'coordctl run' needs Linux, with /proc/uptime to read.");
        }
        List<String> missing = Stream.of("bash", "setsid", "flock", "sh")
                .filter(tool -> found(tool, path).noneMatch(Files::isExecutable))
                .toList();
        if (!missing.isEmpty()) {
            throw new RunRefused(
                    ExitStatus.FAILED,
                    "'coordctl run' needs " + String.join(", ", missing) + " on the PATH (packages bash, util-linux).");
        }
    }

    /** Found out now rather than when this instance becomes primary. */
    static void requireProgram(String program, String path) {
        List<Path> files = found(program, path).filter(Files::isRegularFile).toList();
        if (files.isEmpty()) {
            throw new RunRefused(NOT_FOUND, "There is no program '" + program + "'.");
        }
        if (files.stream().noneMatch(Files::isExecutable)) {
            throw new RunRefused(NOT_EXECUTABLE, files.get(0) + " is not executable.");
        }
    }

    /** So that a state file that was copied to another machine is noticed; changes cost a quick restart only. */
    static String name() {
        return read(Path.of("/proc/sys/kernel/hostname")) + "/" + read(Path.of("/etc/machine-id"));
    }

    private static Stream<Path> found(String program, String path) {
        return program.contains("/")
                ? Stream.of(Path.of(program)).filter(Files::exists)
                : Arrays.stream(path.split(File.pathSeparator, -1))
                        .map(folder -> Path.of(folder).resolve(program))
                        .filter(Files::exists);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
