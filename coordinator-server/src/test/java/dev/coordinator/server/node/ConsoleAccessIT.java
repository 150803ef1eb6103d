package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coordinator.server.FreePorts;
import dev.coordinator.server.config.Configuration;
import dev.coordinator.server.config.NodeConfiguration;
import dev.coordinator.server.raft.DataDirectory;
import dev.coordinator.server.roster.NodeId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The web console of a node that asks who is there. */
final class ConsoleAccessIT {

    private static final String READER = "a-token-of-one-who-reads";
    private static final String OPERATOR = "a-token-of-one-who-operates";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private CoordinatorNode node;
    private Browser browser;
    private String url;

    @BeforeEach
    void start() throws Exception {
        List<Integer> ports = FreePorts.draw(3);
        url = "http://127.0.0.1:" + ports.get(1);
        Path access = Files.writeString(folder.resolve("access.yaml"), """
                principals:
                  - {name: reader, tokens: [{hash: "%s"}]}
                  - {name: operator, tokens: [{hash: "%s"}]}
                grants:
                  - {to: [reader], may: [read], pools: ["*"]}
                  - {to: [operator], may: [operate], pools: ["*"]}
                  - {to: [operator], may: [check_in], pools: ["*"], instances: ["*"]}
                """.formatted(hash(READER), hash(OPERATOR)));
        Path file = Files.writeString(folder.resolve("coordinator.yaml"), """
                node: {id: n1, data_dir: "%s"}
                cluster:
                  id: guarded
                  nodes: [{id: n1, raft: "127.0.0.1:%d", api: "127.0.0.1:%d"}]
                api: {access: "%s"}
                http: {listen: "127.0.0.1:%d"}
                """.formatted(
                        folder.resolve("data"), ports.get(2), ports.get(0), access, ports.get(1)));
        NodeConfiguration configuration = Configuration.load(file, Map.of(), List.of());
        DataDirectory.bootstrap(configuration.node().dataDir(), "guarded", new NodeId("n1"));
        node = CoordinatorNode.start(configuration, new ProcessFailStop());
        browser = Browser.open(folder);
        await().atMost(Browser.PATIENCE).until(() -> get("/readyz") == 200);
        checkIn("a", "{}");
        checkIn("b", "{}");
    }

    @AfterEach
    void stop() {
        if (browser != null) {
            browser.close();
        }
        if (node != null) {
            node.close();
        }
    }

    @Test
    void whatOneMaySeeAndDoIsAsTheRulesSay() throws Exception {
        browser.go(url + "/#/pools/demo");
        browser.awaitText("#stale", "sign in to see it");
        assertThat(browser.text("main")).doesNotContain("primary");

        signIn("#stale-sign-in", "a-token-of-nobody");
        browser.awaitText("dialog .trouble", "token");
        browser.press("\uE00C");
        signIn("#stale-sign-in", READER);
        browser.awaitText(".lease", "a is primary");
        browser.awaitText("#liveness", "Live");
        switchOver();
        browser.awaitText("dialog .trouble", "operate");
        browser.press("\uE00C");
        browser.awaitThat("!document.querySelector('dialog')");
        browser.click("#account");
        browser.awaitText("#stale", "sign in to see it");

        signIn("#stale-sign-in", OPERATOR);
        browser.awaitText("#liveness", "Live");
        switchOver();
        browser.awaitText(".notice", "a is asked to stop; b is to follow.");
        checkIn("a", "{\"release\": true}");
        checkIn("b", "{}");
        browser.awaitText(".notice", "b is primary of demo");
        browser.awaitText(".changes", "operator");
    }

    private void signIn(String button, String token) throws Exception {
        browser.awaitThat("!document.querySelector('dialog')");
        browser.click(button);
        browser.type("dialog input[name=token]", token);
        browser.click("dialog button.primary");
    }

    private void switchOver() throws Exception {
        browser.click("[data-action=switchOver]");
        browser.awaitText("#effect", "a would be asked to stop; b would follow.");
        browser.type("dialog input[name=reason]", "new kernel");
        browser.click("dialog button.primary");
    }

    private static String hash(String token) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        return "sha256:" + HexFormat.of().formatHex(digest);
    }

    private int get(String path) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private void checkIn(String instance, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(url + "/v1/pools/demo/instances/" + instance + ":checkIn"))
                .header("Authorization", "Bearer " + OPERATOR)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }
}
