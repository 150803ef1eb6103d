package dev.coordinator.server.node;

import dev.coordinator.server.Installed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The example clients of docs/clients, each by what runs it. */
enum ExampleClient {
    PYTHON("python3", "member.py"),
    NODE("node", "member.mjs"),
    GO("go", "member.go"),
    BASH("jq", "member.sh");

    private static final Path EXAMPLES = Path.of("..", "docs", "clients");

    private final String needs;
    private final String file;

    ExampleClient(String needs, String file) {
        this.needs = needs;
        this.file = file;
    }

    boolean canRun() {
        return Installed.find(needs).isPresent();
    }

    String needs() {
        return needs;
    }

    /** The beginning of a command line that runs it. */
    List<String> command(Path folder) throws IOException, InterruptedException {
        String source = EXAMPLES.resolve(file).toAbsolutePath().normalize().toString();
        return switch (this) {
            case PYTHON, NODE -> List.of(Installed.find(needs).orElseThrow().toString(), source);
            case BASH -> List.of(source);
            case GO -> List.of(built(folder, source));
        };
    }

    private static String built(Path folder, String source) throws IOException, InterruptedException {
        Path program = folder.resolve("member");
        ProcessBuilder builder = new ProcessBuilder(
                        Installed.find("go").orElseThrow().toString(), "build", "-o", program.toString(), source)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("go.log").toFile());
        builder.environment().put("GOCACHE", folder.resolve("cache").toString());
        builder.environment().put("GO111MODULE", "off");
        Process process = builder.start();
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly().waitFor();
            throw new IllegalStateException(Files.readString(folder.resolve("go.log")));
        }
        return program.toString();
    }

    /** One process of it, an instance of a pool. */
    static final class Instance {

        private final Path output;
        private final Process process;

        private Instance(Path output, Process process) {
            this.output = output;
            this.process = process;
        }

        static Instance start(List<String> command, Path output, String urls, String pool, String id)
                throws IOException {
            List<String> whole = new ArrayList<>(command);
            whole.addAll(List.of(pool, id));
            ProcessBuilder builder = new ProcessBuilder(whole)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
            builder.environment().put("COORDINATOR_URLS", urls);
            builder.environment().put("TMPDIR", output.resolveSibling("").toString());
            return new Instance(output, builder.start());
        }

        String said() throws IOException {
            return Files.exists(output) ? Files.readString(output) : "";
        }

        /** What it said last, of being primary or not; empty before it said anything. */
        String last() throws IOException {
            List<String> lines = words();
            return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        }

        long epoch() throws IOException {
            return Long.parseLong(last().substring("primary epoch=".length()));
        }

        boolean isPrimary() throws IOException {
            return last().startsWith("primary ");
        }

        List<String> words() throws IOException {
            return said().lines()
                    .filter(line -> line.startsWith("primary ") || line.equals("standby"))
                    .toList();
        }

        boolean isAlive() {
            return process.isAlive();
        }

        int exitValue() {
            return process.exitValue();
        }

        /** As {@code kill -9}, its children too. */
        void kill() throws InterruptedException {
            Stream.concat(process.descendants(), Stream.of(process.toHandle())).forEach(ProcessHandle::destroyForcibly);
            process.waitFor();
        }

        /** As {@code kill}; gives its exit status. */
        int stop() throws InterruptedException {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                kill();
            }
            return process.exitValue();
        }
    }
}
