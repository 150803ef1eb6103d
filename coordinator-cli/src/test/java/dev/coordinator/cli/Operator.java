package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who runs commands beside a stage, one after the other, as a person or as a script. */
final class Operator {

    private static final String COORDCTL = RunStage.BIN.resolve("coordctl").toString();
    private static final String SERVER =
            RunStage.BIN.resolve("coordinator-server").toString();

    /** What a command ended with, and what it printed where. */
    record Said(int status, String out, String err) {}

    private final RunStage stage;
    private final String endpoints;

    Operator(RunStage stage, String endpoints) {
        this.stage = stage;
        this.endpoints = endpoints;
    }

    /** Runs a command of coordctl to its end. */
    Said runs(String... arguments) throws IOException, InterruptedException {
        return ends(command(COORDCTL, arguments));
    }

    /** As above, and it must end with 0; gives what it printed. */
    String does(String... arguments) throws IOException, InterruptedException {
        Said said = runs(arguments);
        assertThat(said.status()).as("%s of %s", said, List.of(arguments)).isZero();
        return said.out();
    }

    /** As above, in JSON. */
    Struct reads(String... arguments) throws IOException, InterruptedException {
        String[] asJson =
                Stream.concat(Stream.of("-o", "json"), Stream.of(arguments)).toArray(String[]::new);
        return json(does(asJson));
    }

    static Struct json(String text) throws InvalidProtocolBufferException {
        Struct.Builder read = Struct.newBuilder();
        JsonFormat.parser().merge(text, read);
        return read.build();
    }

    /** Runs a command of coordinator-server to its end, which must be 0; gives what it printed. */
    String doesAtTheServer(String... arguments) throws IOException, InterruptedException {
        Said said = ends(command(SERVER, arguments));
        assertThat(said.status()).as("%s of %s", said, List.of(arguments)).isZero();
        return said.out();
    }

    /** The lines that a command prints on a terminal so wide, without colours; none may be wider. */
    List<String> seesOnATerminal(int columns, String... arguments) throws IOException, InterruptedException {
        String quoted = Stream.of(command(COORDCTL, arguments))
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        Said said = ends("script", "-qec", "stty cols " + columns + "; exec " + quoted, "/dev/null");
        List<String> lines = said.out()
                .replaceAll("\u001b\\[[0-9;]*m", "")
                .lines()
                .map(String::stripTrailing)
                .toList();
        assertThat(lines)
                .as("%s at %d columns", List.of(arguments), columns)
                .isNotEmpty()
                .allMatch(line -> line.codePointCount(0, line.length()) <= columns);
        return lines;
    }

    private static String[] command(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    private Said ends(String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(stage.file(""), "out", ".txt");
        Path err = Files.createTempFile(stage.file(""), "err", ".txt");
        Process process =
                stage.started(RunStage.surrounded(Map.of("COORDCTL_ENDPOINTS", endpoints, "TZ", "UTC"), command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile()));
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        return new Said(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
