package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.coordinator.server.FreePorts;
import dev.coordinator.server.Installed;
import dev.coordinator.server.config.Configuration;
import dev.coordinator.server.config.NodeConfiguration;
import dev.coordinator.server.raft.DataDirectory;
import dev.coordinator.server.roster.NodeId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real load balancers, with the examples of deploy/balancers, in front of two instances: traffic follows the primary. */
final class BalancersIT {

    private static final Path EXAMPLES = Path.of("..", "deploy", "balancers");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<HttpServer> instances = new ArrayList<>();
    private final List<Process> balancers = new ArrayList<>();
    private CoordinatorNode node;
    private int http;

    @BeforeEach
    void start() throws Exception {
        List<Integer> ports = FreePorts.draw(3);
        http = ports.get(1);
        NodeConfiguration configuration =
                Configuration.dev(folder.resolve("data"), ports.get(0), http, ports.get(2), "balancers");
        DataDirectory.bootstrap(
                configuration.node().dataDir(),
                "balancers",
                new NodeId(configuration.node().id()));
        node = CoordinatorNode.start(configuration, new ProcessFailStop());
        instances.add(instance("a"));
        instances.add(instance("b"));
        await().atMost(PATIENCE).until(() -> get(http, "/readyz").statusCode() == 200);
        checkIn("a", "{\"address\": \"%s\"}");
        checkIn("b", "{\"address\": \"%s\"}");
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Process balancer : balancers) {
            balancer.destroyForcibly().waitFor();
        }
        instances.forEach(instance -> instance.stop(0));
        if (node != null) {
            node.close();
        }
    }

    @Test
    void haproxyFollowsThePrimary() throws Exception {
        follows(balancer("haproxy.cfg", "haproxy", "-db", "-f"));
    }

    @Test
    void nginxFollowsThePrimary() throws Exception {
        follows(balancer("nginx.conf", "nginx", "-e", "stderr", "-p", folder + "/", "-c"));
    }

    private void follows(int port) throws Exception {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(served(port)).isEqualTo("200 a"));

        checkIn("a", "{\"release\": true, \"address\": \"%s\"}");
        assertThat(checkIn("b", "{\"address\": \"%s\"}")).contains("ROLE_PRIMARY");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(served(port)).isEqualTo("200 b"));

        checkIn("b", "{\"electable\": false, \"address\": \"%s\"}");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(served(port)).startsWith("5"));
    }

    private String served(int port) {
        try {
            HttpResponse<String> response = get(port, "/");
            return response.statusCode() + " " + response.body();
        } catch (IOException | InterruptedException e) {
            return e.toString();
        }
    }

    private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String checkIn(String name, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create(
                                "http://127.0.0.1:" + http + "/v1/pools/demo/instances/" + name + ":checkIn"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.formatted("127.0.0.1:" + portOf(name))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private int portOf(String name) {
        return instances.get(name.equals("a") ? 0 : 1).getAddress().getPort();
    }

    /** One that says its name to whoever asks. */
    private static HttpServer instance(String name) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, name.length());
            exchange.getResponseBody().write(name.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        return server;
    }

    /** Starts one with its example, in which only the ports are replaced; answers its port. */
    private int balancer(String example, String... command) throws IOException {
        int port = FreePorts.draw();
        String text = Files.readString(EXAMPLES.resolve(example))
                .replace("127.0.0.1:8080", "127.0.0.1:" + port)
                .replace("7402", Integer.toString(http))
                .replace("9001", Integer.toString(portOf("a")))
                .replace("9002", Integer.toString(portOf("b")));
        List<String> whole = new ArrayList<>(List.of(command));
        whole.set(0, installed(command[0]).toString());
        whole.add(Files.writeString(folder.resolve(example), text).toString());
        balancers.add(new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(command[0] + ".log").toFile())
                .start());
        return port;
    }

    private static Path installed(String program) {
        return Installed.find(program)
                .orElseThrow(() -> new IllegalStateException(program + " is not installed; .ci/run installs it"));
    }
}
