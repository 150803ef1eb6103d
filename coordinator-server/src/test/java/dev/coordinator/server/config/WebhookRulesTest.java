package dev.coordinator.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WebhookRulesTest {

    private static final String LEAST = "name: pager, url: \"https://h.example/x\", secret_files: [/s]";

    @TempDir
    Path folder;

    @Test
    void thereAreNoneUnlessWritten() throws Exception {
        assertThat(file("").load().webhooks()).isEmpty();
        assertThat(file("webhooks: []").load().webhooks()).isEmpty();
    }

    @Test
    void whatIsNotWrittenHasItsDefault() throws Exception {
        WebhookSettings read = webhook("");

        assertThat(read)
                .isEqualTo(new WebhookSettings(
                        "pager",
                        URI.create("https://h.example/x"),
                        "*",
                        List.of(WebhookEvent.values()),
                        List.of(Path.of("/s")),
                        Optional.empty(),
                        Duration.ofSeconds(10),
                        Duration.ofHours(24),
                        8,
                        false));
    }

    @Test
    void everythingCanBeWritten() throws Exception {
        WebhookSettings read = webhook(
                ", pools: eu/*, events: [granted, dual_claim], ca_file: /ca, timeout: 2s, give_up_after: 1h, max_in_flight: 3");

        assertThat(read.pools()).isEqualTo("eu/*");
        assertThat(read.events()).containsExactly(WebhookEvent.GRANTED, WebhookEvent.DUAL_CLAIM);
        assertThat(read.caFile()).contains(Path.of("/ca"));
        assertThat(read.timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(read.giveUpAfter()).isEqualTo(Duration.ofHours(1));
        assertThat(read.maxInFlight()).isEqualTo(3);
    }

    @Test
    void aVariableAndAFlagHoldYaml() throws Exception {
        assertThat(file("").load("webhooks=[{" + LEAST + "}]").webhooks()).hasSize(1);
    }

    @Test
    void httpStaysOnThisMachineUnlessSaidOutLoud() throws Exception {
        assertThat(webhookAt("http://localhost:81/x").insecure()).isFalse();
        assertThat(webhookAt("http://127.0.0.1:81/x").insecure()).isFalse();
        assertThat(webhookAt("http://[::1]:81/x").insecure()).isFalse();
        assertThat(webhookAt("http://h.example/x\", insecure: true, pools: \"*").insecure())
                .isTrue();
        assertThat(problemsAt("http://h.example/x"))
                .singleElement()
                .asString()
                .startsWith("coordinator.yaml:9:31: webhooks[0].url: is http and leaves this machine");
    }

    @Test
    void aUrlThatIsRefusedIsNotRepeatedForItMayHoldASecret() throws IOException {
        assertThat(problemsAt("https://user:s3cret@h.example/"))
                .containsExactly("coordinator.yaml:9:31: webhooks[0].url: must have no user and no password; who sends"
                        + " is told by the signature");
        assertThat(problemsAt("ftp://h.example/s3cret"))
                .containsExactly("coordinator.yaml:9:31: webhooks[0].url: must be an https or http URL with a host, of"
                        + " at most 2048 characters");
        assertThat(problemsAt("https://h.example/#s3cret")).noneMatch(problem -> problem.contains("s3cret"));
        assertThat(problemsAt("s3cret")).noneMatch(problem -> problem.contains("s3cret"));
        assertThat(problemsAt("https://h.example/ s3cret")).noneMatch(problem -> problem.contains("s3cret"));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() throws IOException {
        assertThat(problems("[{name: \"a b\", url: \"https://h.example\", secret_files: [], event: [granted]}]"))
                .containsExactlyInAnyOrder(
                        "coordinator.yaml:9:70: webhooks[0].event: is not a key; a webhook has name, url, pools, events,"
                                + " secret_files, ca_file, timeout, give_up_after, max_in_flight, insecure",
                        "coordinator.yaml:9:19: webhooks[0].name: must be 1 to 64 characters of [A-Za-z0-9_-], not \"a"
                                + " b\"",
                        "coordinator.yaml:9:66: webhooks[0].secret_files: must list 1 to 4 files, not 0");
        assertThat(problems("[{" + LEAST + ", events: [granted, granted]}]"))
                .singleElement()
                .asString()
                .endsWith("webhooks[0].events: names something twice");
        assertThat(problems("[{" + LEAST + ", events: [elected]}]"))
                .singleElement()
                .asString()
                .contains("webhooks[0].events[0]: must be vacated or designated or granted");
        assertThat(problems("[{name: a}]")).hasSize(2);
        assertThat(problems("[{" + LEAST + "}, {" + LEAST + "}]"))
                .singleElement()
                .asString()
                .endsWith("webhooks[1].name: is already that of webhooks[0]; each must be used once");
        assertThat(problems("[{" + LEAST + ", insecure: true}]"))
                .singleElement()
                .asString()
                .endsWith("webhooks[0].insecure: has no effect with https; leave it out");
        assertThat(problems("off"))
                .containsExactly("coordinator.yaml:9:11: webhooks: must be a list of"
                        + " {name, url, secret_files, …}, not \"off\"");
    }

    @Test
    void aListThatIsTooLongIsRefused() throws IOException {
        String many = String.join(", ", java.util.Collections.nCopies(17, "{" + LEAST + "}"));
        int[] number = {0};
        String named =
                java.util.regex.Pattern.compile("pager").matcher(many).replaceAll(found -> "pager" + number[0]++);

        assertThat(problems("[" + named + "]"))
                .singleElement()
                .asString()
                .endsWith("webhooks: must list at most 16 webhooks, not 17");
    }

    @Test
    void textOfTheConfigurationHasNoPathOfAUrl() throws Exception {
        assertThat(file("webhooks: [{name: a, url: \"https://h.example/s3cret?token=s3cret\", secret_files: [/s]}]")
                        .load()
                        .toString())
                .contains("h.example")
                .doesNotContain("s3cret");
    }

    private WebhookSettings webhook(String more) throws Exception {
        return file("webhooks: [{" + LEAST + more + "}]").load().webhooks().get(0);
    }

    private WebhookSettings webhookAt(String url) throws Exception {
        return file(at(url)).load().webhooks().get(0);
    }

    private List<String> problemsAt(String url) throws IOException {
        return file(at(url)).problems();
    }

    private static String at(String url) {
        return "webhooks: [{name: pager, url: \"" + url + "\", secret_files: [/s]}]";
    }

    private List<String> problems(String webhooks) throws IOException {
        return file("webhooks: " + webhooks).problems();
    }

    private ConfigurationFile file(String more) throws IOException {
        return ConfigurationFile.leastAnd(folder, more);
    }
}
