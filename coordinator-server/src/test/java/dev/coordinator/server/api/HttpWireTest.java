package dev.coordinator.server.api;

import static dev.coordinator.server.api.HttpNode.answer;
import static dev.coordinator.server.api.HttpNode.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTP/1.1 byte by byte: what is taken, and what two readers could read differently. */
final class HttpWireTest {

    private static final String CHECK_IN = "POST /v1/pools/orders/instances/a:checkIn HTTP/1.1";
    private static final String LIST = "GET /v1/pools HTTP/1.1";
    private static final String HOST = "Host: x";
    private static final String END = "\r\n";

    private TestNode node;
    private HttpNode http;

    @BeforeEach
    void start() throws IOException {
        node = TestNode.start();
        http = new HttpNode(node);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aConnectionStaysUntilItIsAskedToEnd() throws IOException {
        try (Socket socket = http.connect()) {
            write(socket, String.join(END, CHECK_IN, HOST, END));
            assertThat(answer(socket)).startsWith("HTTP/1.1 200 OK").contains("ROLE_PRIMARY");
            write(socket, String.join(END, LIST, HOST, "Connection: close", END));
            assertThat(answer(socket)).startsWith("HTTP/1.1 200 OK").contains("connection: close");
            assertThat(socket.getInputStream().read()).isNegative();
        }
    }

    @Test
    void oldHttpEndsAfterOneAnswerUnlessItAsksToStay() throws IOException {
        assertThat(http.raw("GET /v1/pools HTTP/1.0", END)).startsWith("HTTP/1.1 200 OK");
        try (Socket socket = http.connect()) {
            write(socket, String.join(END, "GET /v1/pools HTTP/1.0", "Connection: keep-alive", END));
            assertThat(answer(socket)).contains("connection: keep-alive");
            write(socket, String.join(END, "GET /v1/pools HTTP/1.0", END));
            assertThat(answer(socket)).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void requestsSentAheadAreAnsweredInOrder() throws IOException {
        node.log.holdBack();
        try (Socket socket = http.connect()) {
            write(
                    socket,
                    String.join(END, CHECK_IN, HOST, END)
                            + String.join(END, "GET /v1/none HTTP/1.1", HOST, END)
                            + String.join(
                                    END, CHECK_IN, HOST, "Content-Type: application/json", "Content-Length: 11", END)
                            + "{\"seq\":");
            await().until(() -> node.log.heldBack() == 1);
            node.log.letGo();

            assertThat(answer(socket)).startsWith("HTTP/1.1 200 OK");
            assertThat(answer(socket)).startsWith("HTTP/1.1 404 Not Found");
            write(socket, "  0}");
            assertThat(answer(socket)).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void manySentAheadAtOnceAreAllAnswered() throws IOException {
        String one = String.join(END, "GET /v1/none HTTP/1.1", HOST, END);
        String last = String.join(END, "GET /v1/none HTTP/1.1", HOST, "Connection: close", END);

        String answers = http.raw(one.repeat(2_000) + last);

        assertThat(answers.split("HTTP/1.1 404 Not Found", -1)).hasSize(2_002);
    }

    @Test
    void aPageOfAnotherSiteChangesNothing() throws IOException {
        assertThat(http.raw(CHECK_IN, HOST, "Origin: http://evil", "Connection: close", END))
                .startsWith("HTTP/1.1 403")
                .contains("OTHER_ORIGIN");
        assertThat(http.raw(CHECK_IN, HOST, "Origin: null", "Connection: close", END))
                .startsWith("HTTP/1.1 403");
        assertThat(http.raw(CHECK_IN, "Host: localhost:1", "Origin: http://localhost:1", "Connection: close", END))
                .startsWith("HTTP/1.1 200");
    }

    /** Whoever owns a name may have it lead here, and a browser takes his page for one of this node's. */
    @Test
    void aPageOfANameThatTheNodeWasNotToldChangesNothing() throws IOException {
        assertThat(http.raw(
                        CHECK_IN, "Host: evil.example:80", "Origin: http://evil.example:80", "Connection: close", END))
                .startsWith("HTTP/1.1 403")
                .contains("UNKNOWN_HOST", "only if http.hosts names \\\"evil.example\\\"");
        assertThat(http.raw(
                        CHECK_IN, "Host: Console.example", "Origin: https://Console.example", "Connection: close", END))
                .startsWith("HTTP/1.1 200");
        assertThat(http.raw(CHECK_IN, "Host: [::1]:80", "Origin: http://[::1]:80", "Connection: close", END))
                .startsWith("HTTP/1.1 200");
        assertThat(http.raw(CHECK_IN, "Host: 10.0.0.1", "Origin: http://10.0.0.1", "Connection: close", END))
                .startsWith("HTTP/1.1 200");
        assertThat(http.raw(CHECK_IN, "Host: evil.example", "Connection: close", END))
                .as("no browser asks")
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void aBodyMayComeInChunks() throws IOException {
        String answer = http.raw(
                CHECK_IN,
                HOST,
                "Content-Type: application/json",
                "Transfer-Encoding: chunked",
                "Connection: close",
                "",
                "5",
                "{\"rel",
                "c;extension=x",
                "ease\": false",
                "1",
                "}",
                "0",
                "Trailer: ignored",
                END);

        assertThat(answer).startsWith("HTTP/1.1 200 OK");
    }

    @Test
    void aClientMayAskBeforeItSendsItsBody() throws IOException {
        try (Socket socket = http.connect()) {
            write(
                    socket,
                    String.join(
                            END,
                            CHECK_IN,
                            HOST,
                            "Content-Type: application/json",
                            "Content-Length: 2",
                            "Expect: 100-continue",
                            END));
            assertThat(answer(socket)).startsWith("HTTP/1.1 100 Continue");
            write(socket, "{}");
            assertThat(answer(socket)).startsWith("HTTP/1.1 200 OK");
        }
        assertThat(http.raw(CHECK_IN, HOST, "Content-Length: 99999", "Expect: 100-continue", END))
                .startsWith("HTTP/1.1 413")
                .contains("body: at most 16384 bytes");
        assertThat(http.raw(CHECK_IN, HOST, "Content-Length: 2", "Expect: miracle", END))
                .startsWith("HTTP/1.1 417")
                .contains("EXPECTATION_FAILED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Length: 2~Transfer-Encoding: chunked|not both",
                "Transfer-Encoding: chunked~Content-Length: 2|not both",
                "Content-Length: 2~Content-Length: 2|Content-Length",
                "Content-Length: 2~Content-Length: 3|Content-Length",
                "Content-Length: 2, 2|Content-Length",
                "Content-Length: +2|",
                "Content-Length: -2|",
                "Content-Length: 2x|",
                "Transfer-Encoding: xchunked|chunked",
                "Transfer-Encoding: gzip, chunked|chunked",
                "Transfer-Encoding: chunked, identity|chunked",
                "Transfer-Encoding: chunked~Transfer-Encoding: chunked|chunked",
                "Transfer-Encoding : chunked|",
                "Content-Length: 2~ Folded: yes|",
                "Bad Name: x|",
                "No-Colon|",
                "Host: y|one Host header, not 2",
            })
    void whatTwoReadersCouldReadDifferentlyIsRefusedAndEndsTheConnection(String headers, String why)
            throws IOException {
        String answer = http.raw(CHECK_IN, HOST, headers.replace("~", END), "", "{}", "0", END);

        assertThat(answer).startsWith("HTTP/1.1 400 Bad Request").contains("connection: close");
        assertThat(answer).contains("BAD_REQUEST").contains(why == null ? "" : why);
        assertThat(answer.indexOf("HTTP/1.1 ", 1)).isNegative();
        assertThat(node.log.status().appliedIndex()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /v1/pools HTTP/2.0|505",
                "GET /v1/pools HTTP/1.2|505",
                "GET /v1/pools|400",
                "nonsense|400",
                "GET v1/pools HTTP/1.1|400",
                "GET http://x/v1/pools HTTP/1.1|200",
                "GET http://x HTTP/1.1|200",
                "OPTIONS * HTTP/1.1|204",
                "GET /v1/pools/%zz HTTP/1.1|400",
                "GET /v1/pools/%c3 HTTP/1.1|400",
                "GET /v1/pools/%00 HTTP/1.1|400",
                "GET /v1/pools?prefix=%+1 HTTP/1.1|400",
                "GET /v1/pools#x HTTP/1.1|400",
                "CONNECT x:1 HTTP/1.1|400",
                "TRACE /v1/pools HTTP/1.1|405",
                "BREW /v1/pools HTTP/1.1|405",
                "get /v1/pools HTTP/1.1|405",
            })
    void aRequestLineIsTakenAtItsWord(String line, String status) throws IOException {
        assertThat(http.raw(line, HOST, "Connection: close", END)).startsWith("HTTP/1.1 " + status);
    }

    @Test
    void linesWithoutTheirReturnAreRefused() throws IOException {
        assertThat(http.raw(LIST + "\nHost: x\n\n")).startsWith("HTTP/1.1 400");
    }

    @Test
    void aRequestNamesItsHost() throws IOException {
        assertThat(http.raw(LIST, END)).startsWith("HTTP/1.1 400").contains("one Host header, not 0");
    }

    @Test
    void whatIsTooLongIsToldTheLimit() throws IOException {
        assertThat(http.raw("GET /" + "x".repeat(9_000) + " HTTP/1.1", HOST, END))
                .startsWith("HTTP/1.1 414")
                .contains("request line: at most 8192 bytes");
        assertThat(http.raw(LIST, HOST, "X: " + "x".repeat(17_000), END))
                .startsWith("HTTP/1.1 431")
                .contains("headers: at most 16384 bytes");
        assertThat(http.raw(CHECK_IN, HOST, "Content-Length: 20000", "", "x".repeat(20_000)))
                .startsWith("HTTP/1.1 413")
                .contains("body: at most 16384 bytes");
        assertThat(http.raw(CHECK_IN, HOST, "Transfer-Encoding: chunked", "", "4e20", "x".repeat(20_000), "0", END))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void aConnectionBeyondTheLimitIsToldSo() throws IOException {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                Socket socket = http.connect();
                open.add(socket);
                write(socket, String.join(END, LIST, HOST, END));
                assertThat(answer(socket)).startsWith("HTTP/1.1 200 OK");
            }
            assertThat(http.raw("")).startsWith("HTTP/1.1 503").contains("at most 8 HTTP connections");
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
        await().until(() -> http.raw(LIST, HOST, "Connection: close", END).startsWith("HTTP/1.1 200"));
    }

    @Test
    void aStopAnswersWhatIsUnderWayAndEndsTheRest() throws Exception {
        node.log.holdBack();
        try (Socket busy = http.connect();
                Socket idle = http.connect()) {
            write(idle, String.join(END, LIST, HOST, END));
            assertThat(answer(idle)).startsWith("HTTP/1.1 200 OK");
            write(busy, String.join(END, CHECK_IN, HOST, END));
            await().until(() -> node.log.heldBack() == 1);

            Thread stopping = new Thread(() -> node.server.close(java.time.Duration.ofSeconds(20)));
            stopping.start();
            assertThat(idle.getInputStream().read()).isNegative();
            node.log.letGo();

            assertThat(answer(busy)).startsWith("HTTP/1.1 200 OK").contains("connection: close");
            assertThat(busy.getInputStream().read()).isNegative();
            stopping.join();
        }
    }
}
