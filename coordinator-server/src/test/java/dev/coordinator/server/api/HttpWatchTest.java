package dev.coordinator.server.api;

import static dev.coordinator.server.api.HttpNode.message;
import static dev.coordinator.server.api.HttpNode.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coordinator.server.replication.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The watch as server-sent events. */
final class HttpWatchTest {

    private static final String WATCH = "/v1/pools:watch?pool=orders";
    private static final String A = "/v1/pools/orders/instances/a:checkIn";

    /** One event: its lines, without the comments. */
    private record Event(List<String> lines) {

        String field(String name) {
            return lines.stream()
                    .filter(line -> line.startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("");
        }
    }

    private TestNode node;
    private HttpNode http;

    @BeforeEach
    void start() throws Exception {
        node = TestNode.start();
        http = new HttpNode(node);
        http.post(A);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void theStateComesFirstThenChanges() throws Exception {
        try (Socket socket = http.connect()) {
            BufferedReader in = watch(socket, WATCH, "");
            assertThat(next(in).field("retry")).isEqualTo("1000");
            Event pool = next(in);
            assertThat(pool.field("event")).isEqualTo("pool");
            assertThat(pool.field("data")).contains("\"name\":\"orders\"");
            assertThat(next(in).field("event")).isEqualTo("synced");

            http.post(A, "{\"release\": true}");

            Event change = next(in);
            assertThat(change.field("event")).isEqualTo("change");
            assertThat(change.field("data")).contains("CHANGE_KIND_VACATED");
            assertThat(change.field("id")).isNotEmpty();
        }
    }

    @Test
    void oneThatComesBackGoesOnAfterItsLastEvent() throws Exception {
        String last;
        try (Socket socket = http.connect()) {
            BufferedReader in = watch(socket, WATCH, "");
            next(in);
            next(in);
            last = next(in).field("id");
        }
        http.post(A, "{\"release\": true}");
        http.post(A);

        try (Socket socket = http.connect()) {
            BufferedReader in = watch(socket, WATCH, "Last-Event-ID: " + last + "\r\n");
            next(in);
            assertThat(next(in).field("data")).contains("CHANGE_KIND_VACATED");
            assertThat(next(in).field("data")).contains("CHANGE_KIND_DESIGNATED");
            assertThat(next(in).field("data")).contains("CHANGE_KIND_GRANTED");
        }
    }

    @Test
    void whatIsWrongFromTheStartHasItsOwnStatus() throws Exception {
        assertThat(http.get("/v1/pools:watch?cursor=nonsense").statusCode()).isEqualTo(400);
        assertThat(message(http.get("/v1/pools:watch?prefx=x")))
                .isEqualTo("\"prefx\": is no parameter; these are: pool, prefix, cursor");
        try (Socket one = http.connect();
                Socket other = http.connect()) {
            next(watch(one, WATCH, ""));
            next(watch(other, WATCH, ""));
            assertThat(http.get(WATCH).statusCode()).isEqualTo(429);
            assertThat(message(http.get(WATCH))).isEqualTo("watches: at most 2 watches at one node");
        }
        await().untilAsserted(() -> {
            try (Socket socket = http.connect()) {
                watch(socket, WATCH, "");
            }
        });
    }

    @Test
    void aStreamThatEndsSaysWhy() throws Exception {
        try (Socket socket = http.connect()) {
            node.log.fail(Failure.NO_LEADER);
            BufferedReader in = watch(socket, WATCH, "");
            next(in);
            Event end = next(in);
            assertThat(end.field("event")).isEqualTo("failure");
            assertThat(end.field("data")).contains("NO_LEADER");
            assertThat(in.readLine()).isNull();
        }
        node.log.work();
        try (Socket socket = http.connect()) {
            BufferedReader in = watch(socket, WATCH, "");
            next(in);
            next(in);
            next(in);
            node.server.close(Duration.ofSeconds(20));
            assertThat(next(in).field("data")).contains("NODE_STOPPING");
            assertThat(in.readLine()).isNull();
        }
    }

    @Test
    void headHasNoStream() throws Exception {
        assertThat(http.send(http.to(WATCH).method("HEAD", HttpRequest.BodyPublishers.noBody()))
                        .headers()
                        .firstValue("content-type"))
                .contains("text/event-stream");
    }

    /** As an old client asks, who is sent no chunks; answers where the events begin. */
    private static BufferedReader watch(Socket socket, String path, String header) throws IOException {
        write(socket, "GET " + path + " HTTP/1.0\r\n" + header + "\r\n");
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        assertThat(in.readLine()).isEqualTo("HTTP/1.1 200 OK");
        List<String> head = block(in);
        assertThat(head).contains("content-type: text/event-stream");
        return in;
    }

    private static Event next(BufferedReader in) throws IOException {
        return new Event(block(in));
    }

    /** Lines up to an empty one. */
    private static List<String> block(BufferedReader in) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            lines.add(line);
        }
        return lines;
    }
}
