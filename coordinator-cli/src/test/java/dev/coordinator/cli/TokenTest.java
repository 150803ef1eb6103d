package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.coordinator.cli.Person.Outcome;
import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.StatusResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens: how they are made, and where the one comes from that is shown to nodes. */
final class TokenTest {

    @TempDir
    Path folder;

    private final Person person = new Person();
    private final FakeNode node = new FakeNode();

    @BeforeEach
    void nodeAnswers() {
        node.answers(ClusterServiceGrpc.getStatusMethod(), ask -> StatusResponse.getDefaultInstance());
        person.at(node);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void oneIsMadeWithItsHash() throws Exception {
        JsonObject made =
                JsonParser.parseString(person.runs("token", "-o", "json").out()).getAsJsonObject();
        JsonObject other =
                JsonParser.parseString(person.runs("token", "-o", "json").out()).getAsJsonObject();
        String token = made.get("token").getAsString();

        assertThat(token)
                .matches("coord_[A-Za-z0-9_-]{43}")
                .isNotEqualTo(other.get("token").getAsString());
        assertThat(made.get("hash").getAsString()).isEqualTo(hash(token));
    }

    @Test
    void fileHasTheTokenForItsOwnerAloneAndTheLineItsHash() throws Exception {
        Path file = folder.resolve("ops.token");

        Outcome outcome = person.runs("token", "--out", file.toString());

        String token = Files.readString(file).strip();
        assertThat(outcome).isEqualTo(new Outcome(0, "- hash: " + hash(token) + "\n", ""));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(person.runs("token", "--of", file.toString()).out()).isEqualTo(outcome.out());
        assertThat(person.runs("token", "--out", file.toString()))
                .isEqualTo(new Outcome(1, "", "coordctl: " + file + " is there already. Nothing was done.\n"));
        assertThat(Files.readString(file).strip()).isEqualTo(token);
    }

    @Test
    void firstThatSaysCounts() throws IOException {
        Path option = Files.writeString(folder.resolve("option"), "by-option\n");
        Path variable = Files.writeString(folder.resolve("variable"), "by-file-of-variable");
        Path config = folder.resolve(".config").resolve("coordctl");
        Files.createDirectories(config);
        Files.writeString(folder.resolve("profile"), "by-profile");
        Files.writeString(config.resolve("config"), "token-file = ~/profile\n");
        person.livingIn(folder);

        person.runs("status");
        person.with("COORDCTL_TOKEN_FILE", variable.toString()).runs("status");
        person.with("COORDCTL_TOKEN", "by-variable").runs("status");
        person.runs("status", "--token-file", option.toString());

        assertThat(node.shown().stream().distinct())
                .containsExactly(
                        "Bearer by-profile", "Bearer by-file-of-variable", "Bearer by-variable", "Bearer by-option");
    }

    @Test
    void nothingIsShownWhereNothingIsSaid() {
        person.runs("status");

        assertThat(node.shown()).isNotEmpty().containsOnly("");
    }

    @Test
    void whatIsNoTokenIsRefusedAndNotRepeated() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad"), "two words");

        assertThat(person.runs("status", "--token-file", bad.toString()))
                .isEqualTo(
                        new Outcome(
                                2,
                                "",
                                "coordctl: No token to show: a token is 1 to 8192 visible ASCII characters, without blanks.\n"));
        assertThat(person.runs("status", "--token-file", "/nonexistent").err())
                .contains("No token to show: the token in /nonexistent can't be read.");
        assertThat(node.shown()).isEmpty();
    }

    private static String hash(String token) throws Exception {
        return "sha256:"
                + HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    }
}
