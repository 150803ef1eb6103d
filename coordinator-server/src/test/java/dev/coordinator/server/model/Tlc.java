package dev.coordinator.server.model;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tlc2.TLC;

/**
 * Runs TLC as a process that never outlives its caller's call: it stops by itself when its time is over, and is killed when
 * the caller is interrupted.
 *
 * @param isShort whether runs of seconds are expected, rather than of minutes
 * @param memory the size of its heap
 * @param workers how many threads search; with one of them the search is the same every time
 * @param limit after which it stops looking
 */
record Tlc(boolean isShort, String memory, int workers, Duration limit) {

    private static final Duration TO_START_AND_STOP = Duration.ofMinutes(2);

    Verdict run(Check check, Path folder) throws IOException, InterruptedException {
        try (Stream<Path> files = Files.list(Model.FOLDER)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".tla")).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Files.writeString(
                folder.resolve("check.cfg"), check.configuration(Files.readString(Model.instance(check.instance()))));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command(folder))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            process.waitFor(limit.plus(TO_START_AND_STOP).toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            process.destroyForcibly().onExit().join();
        }
        return Verdict.of(Files.readString(output));
    }

    private List<String> command(Path folder) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + memory,
                "-XX:+UseSerialGC",
                // What the second compiler costs, a short run doesn't bring in.
                "-XX:TieredStopAtLevel=" + (isShort ? 1 : 4),
                // It unpacks its standard modules there, and two processes must not meet.
                "-Djava.io.tmpdir=" + folder,
                "-Dtlc2.TLC.stopAfter=" + limit.toSeconds(),
                "-cp",
                Path.of(jar()).toString(),
                "tlc2.TLC",
                "-workers",
                Integer.toString(workers),
                "-metadir",
                folder.resolve("states").toString(),
                "-config",
                "check.cfg",
                "-difftrace",
                "-nowarning",
                "Promises");
    }

    private static URI jar() {
        return URI.create(
                TLC.class.getProtectionDomain().getCodeSource().getLocation().toString());
    }
}
