package dev.coordinator.server.node;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
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
import java.nio.file.Path;
import java.util.List;

/** A cluster of one node in this process, asked over HTTP. It can be stopped, and started again where it was. */
final class DevNode implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final NodeConfiguration configuration;
    private final int http;
    private CoordinatorNode node;

    private DevNode(NodeConfiguration configuration, int http, CoordinatorNode node) {
        this.configuration = configuration;
        this.http = http;
        this.node = node;
    }

    static DevNode start(Path folder) throws IOException {
        List<Integer> ports = FreePorts.draw(3);
        NodeConfiguration configuration =
                Configuration.dev(folder.resolve("data"), ports.get(0), ports.get(1), ports.get(2), "dev-node");
        DataDirectory.bootstrap(
                configuration.node().dataDir(),
                "dev-node",
                new NodeId(configuration.node().id()));
        return new DevNode(configuration, ports.get(1), CoordinatorNode.start(configuration, new ProcessFailStop()));
    }

    String url() {
        return "http://127.0.0.1:" + http;
    }

    void startAgain() throws IOException {
        node = CoordinatorNode.start(configuration, new ProcessFailStop());
    }

    @Override
    public void close() {
        node.close();
    }

    boolean isReady() throws IOException, InterruptedException {
        return get("/readyz").statusCode() == 200;
    }

    /** Whether a question of a balancer is answered with yes. */
    boolean says(String path) throws IOException, InterruptedException {
        return get(path).statusCode() == 200;
    }

    JsonObject read(String path) throws IOException, InterruptedException {
        return json(get(path));
    }

    /** Does what must succeed. */
    JsonObject does(String method, String path, String body) throws IOException, InterruptedException {
        return json(client.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString()));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path));
    }

    private static JsonObject json(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.statusCode() + ": " + response.body());
        }
        return JsonParser.parseString(response.body()).getAsJsonObject();
    }
}
