package dev.coordinator.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The archive, unpacked as an operator does it, and its programs. */
final class Unpacked {

    private static final String NAME = "coordinator-";
    private static final String ENDING = ".tar.gz";

    private final Path scratch;
    private final Path archive;
    private final Path home;

    /** Below a scratch folder. */
    Unpacked(Path scratch) throws IOException, InterruptedException {
        this.scratch = scratch;
        this.archive = built();
        Path opt = Files.createDirectories(scratch.resolve("opt"));
        Ended tar = run("tar", "-xzf", archive.toString(), "-C", opt.toString());
        assertThat(tar.status()).as(tar.said()).isZero();
        this.home = opt.resolve(NAME + version());
    }

    private static Path built() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            List<Path> archives =
                    files.filter(file -> file.toString().endsWith(ENDING)).toList();
            assertThat(archives).hasSize(1);
            return archives.get(0).toAbsolutePath();
        }
    }

    Path archive() {
        return archive;
    }

    /** As the archive's name says. */
    String version() {
        String name = archive.getFileName().toString();
        return name.substring(NAME.length(), name.length() - ENDING.length());
    }

    Path file(String name) {
        return home.resolve(name);
    }

    /**
     * What a program ended with, and all that it wrote.
     */
    record Ended(int status, String said) {}

    /** Runs a program to its end, without this build's settings. */
    Ended run(String... command) throws IOException, InterruptedException {
        Path said = Files.createTempFile(scratch, "said", ".txt");
        Process process = start(said, command);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        return new Ended(process.exitValue(), Files.readString(said));
    }

    Process start(Path output, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("COORD"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("XDG_CONFIG_HOME", scratch.toString());
        return builder.start();
    }

    /** The same with a variable. */
    Ended runWith(String variable, String... command) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(List.of("env", variable));
        whole.addAll(List.of(command));
        return run(whole.toArray(String[]::new));
    }
}
