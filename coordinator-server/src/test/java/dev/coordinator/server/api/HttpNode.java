package dev.coordinator.server.api;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Talks HTTP to a test node: through the JDK's client, or byte by byte. */
final class HttpNode {

    private static final int MOST_BYTES = 1 << 20;
    private static final int PATIENCE_MILLIS = 20_000;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    HttpNode(TestNode node) {
        port = node.server.httpPort().orElseThrow();
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(to(path));
    }

    /** Without a body. */
    HttpResponse<String> post(String path) throws IOException, InterruptedException {
        return send(to(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(
                to(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    static JsonObject json(HttpResponse<String> response) {
        return JsonParser.parseString(response.body()).getAsJsonObject();
    }

    /** The stable word for what went wrong. */
    static String reason(HttpResponse<String> response) {
        return json(response)
                .getAsJsonArray("details")
                .get(0)
                .getAsJsonObject()
                .get("reason")
                .getAsString();
    }

    static String message(HttpResponse<String> response) {
        return json(response).get("message").getAsString();
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** Sends these bytes as they are, each line ended as HTTP does, and reads until the node closes. */
    String raw(String... lines) throws IOException {
        try (Socket socket = connect()) {
            write(socket, String.join("\r\n", List.of(lines)));
            return new String(socket.getInputStream().readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** The next answer on a connection that stays: its head and its body. */
    static String answer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        String lower = head.toString().toLowerCase(java.util.Locale.ROOT);
        int length = lower.indexOf("content-length: ");
        if (length < 0) {
            return head.toString();
        }
        int size = Integer.parseInt(lower.substring(length + 16, lower.indexOf('\r', length)));
        return head + new String(in.readNBytes(size), StandardCharsets.UTF_8);
    }
}
