package dev.coordinator.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.api.http.ConsoleMode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the web console's files are served. */
final class HttpConsoleTest {

    private TestNode node;
    private HttpNode http;

    @BeforeEach
    void start() throws Exception {
        node = TestNode.start();
        http = new HttpNode(node);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void thePageMayLoadItsOwnFilesAndNothingElse() throws Exception {
        HttpResponse<String> page = http.get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        assertThat(header(page, "content-security-policy"))
                .contains(
                        "default-src 'none'",
                        "script-src 'self'",
                        "connect-src 'self'",
                        "frame-ancestors 'none'",
                        "require-trusted-types-for 'script'")
                .doesNotContain("unsafe", "*", "http", "data:");
        assertThat(header(page, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(header(page, "referrer-policy")).isEqualTo("no-referrer");
        assertThat(page.body()).contains("data-actions=\"on\"").doesNotContain("style=", "onclick", "<style");
    }

    @Test
    void aFileThatIsKnownIsNotSentAgain() throws Exception {
        HttpResponse<String> first = http.get("/console/main.js");
        String tag = header(first, "etag");

        HttpResponse<String> again = http.send(http.to("/console/main.js").header("If-None-Match", "\"x\", " + tag));
        HttpResponse<String> other = http.send(http.to("/console/api.js").header("If-None-Match", tag));

        assertThat(header(first, "cache-control")).isEqualTo("no-cache");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(header(again, "etag")).isEqualTo(tag);
        assertThat(other.statusCode()).isEqualTo(200);
    }

    @Test
    void theHeadOfAFileIsServed() throws Exception {
        HttpResponse<String> head =
                http.send(http.to("/console/console.css").method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "content-type")).isEqualTo("text/css; charset=utf-8");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void filesArePackedForThoseWhoAskForIt() throws Exception {
        HttpResponse<String> packed = http.send(http.to("/console/main.js").header("Accept-Encoding", "gzip"));

        assertThat(header(packed, "content-encoding")).isEqualTo("gzip");
        assertThat(header(packed, "vary")).isEqualTo("accept-encoding");
    }

    @Test
    void whatIsNoFileOfItIsNotThere() throws Exception {
        assertThat(http.get("/console/none.js").statusCode()).isEqualTo(404);
        assertThat(http.get("/console/..%2fnode%2fMain.class").statusCode()).isEqualTo(404);
        assertThat(http.get("/console/ConsoleFiles.class").statusCode()).isEqualTo(404);
        assertThat(http.post("/").statusCode()).isEqualTo(405);
    }

    @Test
    void itMayOnlyShow() throws Exception {
        try (TestNode shows = TestNode.showing(ConsoleMode.READ_ONLY)) {
            assertThat(new HttpNode(shows).get("/").body()).contains("data-actions=\"off\"");
        }
    }

    @Test
    void itMayBeOff() throws Exception {
        try (TestNode without = TestNode.showing(ConsoleMode.OFF)) {
            HttpNode other = new HttpNode(without);

            assertThat(other.get("/").body()).contains("Coordinator: HTTP API");
            assertThat(other.get("/console/main.js").statusCode()).isEqualTo(404);
        }
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
