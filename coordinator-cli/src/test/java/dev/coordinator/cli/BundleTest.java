package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.cli.Person.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole command against nothing; a cluster's part is in {@code DoctorTest} and {@code ContentsTest}. */
class BundleTest {

    private final Person person = new Person().with("COORDCTL_ENDPOINTS", FakeNode.nowhere());

    @TempDir
    Path folder;

    @Test
    void itIsMadeThoughNoNodeAnswersAndHoldsTheHostsFiles() throws IOException {
        Path out = folder.resolve("b.zip");
        Path config = Files.writeString(folder.resolve("n1.yaml"), "node:\n  id: n1\ntoken: abc\n");
        Path log = Files.writeString(folder.resolve("n1.log"), "event=started\n");

        Outcome outcome = person.runs(
                "debug", "bundle", "--out", out.toString(), "--config", config.toString(), "--log", log.toString());

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).startsWith(out + ": ");
        assertThat(outcome.err()).contains("Left out: pools.json: no node answers.\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out)))
                .isEqualTo("rw-------");
        try (ZipFile zip = new ZipFile(out.toFile())) {
            assertThat(text(zip, "node/configuration.yaml")).isEqualTo("node:\n  id: n1\ntoken: (redacted)\n");
            assertThat(text(zip, "node/log.txt")).isEqualTo("event=started\n");
            assertThat(text(zip, "doctor.txt")).contains("problem  cluster: no node answers");
            assertThat(text(zip, "version.txt")).startsWith("coordctl 1.2.3\n");
            assertThat(text(zip, "README.txt")).contains("doctor.txt\n    What coordctl doctor found.");
        }
    }

    @Test
    void aFileThatIsThereIsNeverReplacedAndAMissingOneIsAMistake() throws IOException {
        Path out = Files.writeString(folder.resolve("b.zip"), "mine");

        assertThat(person.runs("-q", "debug", "bundle", "--out", out.toString()))
                .isEqualTo(new Outcome(2, "", "coordctl: --out: " + out + " is there already; name another file.\n"));
        assertThat(out).hasContent("mine");
        assertThat(person.runs(
                                "debug",
                                "bundle",
                                "--config",
                                folder.resolve("none").toString())
                        .status())
                .isEqualTo(2);
        assertThat(person.runs(
                        "-q",
                        "debug",
                        "bundle",
                        "--out",
                        folder.resolve("none/b.zip").toString()))
                .satisfies(outcome -> {
                    assertThat(outcome.status()).isEqualTo(1);
                    assertThat(outcome.err()).contains("can't be written");
                });
    }

    private static String text(ZipFile zip, String name) throws IOException {
        return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }
}
