package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.cli.Person.Outcome;
import dev.coordinator.v1.ListPoolsRequest;
import dev.coordinator.v1.ListPoolsResponse;
import dev.coordinator.v1.PoolServiceGrpc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferencesTest {

    @TempDir
    Path home;

    private final FakeNode node = new FakeNode();
    private final Person person = new Person();

    PreferencesTest() {
        node.answers(PoolServiceGrpc.getListPoolsMethod(), question -> ListPoolsResponse.getDefaultInstance());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void theCommandLineGoesBeforeTheEnvironment() {
        person.with("COORDCTL_ENDPOINTS", FakeNode.nowhere());

        assertThat(person.runs("pools", "--endpoints", node.address()).status()).isZero();
        assertThat(person.runs("--endpoints", node.address(), "pools").status()).isZero();
        assertThat(person.runs("pools").status()).isEqualTo(4);
    }

    @Test
    void theEnvironmentGoesBeforeTheDefaultProfile() throws IOException {
        config("endpoints = " + FakeNode.nowhere());

        assertThat(person.at(node).runs("pools").status()).isZero();
    }

    @Test
    void aProfileNamedOnTheCommandLineGoesBeforeTheEnvironment() throws IOException {
        config("[here]", "# ours", "endpoints = " + node.address(), "output = json", "timeout = 3s");
        person.with("COORDCTL_ENDPOINTS", FakeNode.nowhere());

        Outcome outcome = person.runs("pools", "--profile", "here");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).startsWith("{");
        assertThat(node.requests(ListPoolsRequest.class)).hasSize(1);
    }

    @Test
    void aProfileMayBeNamedByTheEnvironment() throws IOException {
        config("[here]", "endpoints = " + node.address());

        assertThat(person.with("COORDCTL_PROFILE", "here").runs("pools").status())
                .isZero();
    }

    @Test
    void aProfileThatIsNotThereIsAMistake() throws IOException {
        Path file = config("endpoints = a");

        assertThat(person.runs("pools", "--profile", "there"))
                .isEqualTo(new Outcome(2, "", "coordctl: There is no profile 'there' in " + file + ".\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "endpoint = a   | unknown key 'endpoint'; known are endpoints, ca, cert, key, token-file, timeout, output.",
                "endpoints      | expected 'key = value' or '[profile]'.",
                "timeout = soon | 'soon' is not a duration like 500ms, 30s, 2m or 1h30m.",
                "output = xml   | 'xml' is not one of table, wide, json.",
            })
    void whatAProfileGetsWrongIsSaidWithFileAndLine(String line, String message) throws IOException {
        Path file = config("# mine", line);

        assertThat(person.runs("pools", "--endpoints", node.address()))
                .isEqualTo(new Outcome(2, "", "coordctl: " + file + ":2: " + message + "\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--endpoints=a:b      | --endpoints: 'a:b' is not host:port.",
                "--endpoints=a:70000  | --endpoints: port 70000 is not within 1 to 65535.",
                "--endpoints=a,,b     | --endpoints: '' is not a host.",
                "--endpoints=::1      | --endpoints: '::1': write an IPv6 address as [address]:port.",
                "--endpoints=http://a | --endpoints: 'http://a' is not host:port.",
                "--endpoints=unix:a   | --endpoints: 'unix:a': the path of a socket begins with /.",
                "--timeout=5          | --timeout: '5' is not a duration like 500ms, 30s, 2m or 1h30m.",
                "--timeout=0s         | --timeout: a timeout is at least 1ms.",
                "--output=yaml        | --output: 'yaml' is not one of table, wide, json.",
                "--limit=0            | --limit: at least 1.",
            })
    void aBadOptionIsNamed(String option, String message) {
        assertThat(person.runs("pools", option)).isEqualTo(new Outcome(2, "", "coordctl: " + message + "\n"));
    }

    private Path config(String... lines) throws IOException {
        Path file = home.resolve(".config/coordctl/config");
        Files.createDirectories(file.getParent());
        Files.write(file, List.of(lines));
        person.livingIn(home);
        return file;
    }
}
