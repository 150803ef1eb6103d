package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.raft.DataDirectory;
import dev.coordinator.server.roster.NodeId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Which folders {@code dev --data} refuses. */
final class DevCommandTest {

    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();

    @Test
    void aFolderWithSomethingElseInItIsAWrongArgumentAndIsLeftAsItIs() throws IOException {
        Files.writeString(folder.resolve("letter.txt"), "Dear reader");

        assertThat(dev()).isEqualTo(ExitStatus.USAGE);

        assertThat(said.toString())
                .startsWith("--data: " + folder + " holds something else than the data of an earlier dev")
                .doesNotContain("bootstrap", "vote");
        assertThat(content()).containsExactly("letter.txt");
    }

    @Test
    void soIsTheFolderOfANodeOfACluster() throws IOException {
        DataDirectory.bootstrap(folder, "production", new NodeId("n1"));
        List<String> before = content();

        assertThat(dev()).isEqualTo(ExitStatus.USAGE);

        assertThat(said.toString()).startsWith("--data: " + folder + " holds something else");
        assertThat(content()).isEqualTo(before);
    }

    private int dev() {
        return new CommandLine(new DevCommand())
                .setErr(new PrintWriter(said, true))
                .execute("--data", folder.toString());
    }

    private List<String> content() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
