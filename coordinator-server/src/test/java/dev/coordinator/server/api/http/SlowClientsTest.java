package dev.coordinator.server.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.coordinator.server.listening.EventLoops;
import dev.coordinator.server.listening.TcpPlace;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that take their time, before a gateway with little patience. */
final class SlowClientsTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final int MUCH = 64 << 20;

    private final EventLoopGroup loops = new NioEventLoopGroup(1);
    private final AtomicReference<Exchange> open = new AtomicReference<>();
    private final CountDownLatch gone = new CountDownLatch(1);

    @AfterEach
    void stop() {
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void aRequestThatComesByDropsIsEnded() throws IOException {
        HttpGateway gateway = gateway(new Patience(LONG, SHORT, LONG, SHORT));
        try (Socket socket = connect(gateway)) {
            OutputStream out = socket.getOutputStream();
            out.write(bytes("GET / HTTP/1.1\r\nHost: x\r\nX: "));
            // A byte now and then: what bounds it is the time since the first byte, not since the last.
            await().pollInterval(Duration.ofMillis(10)).until(() -> {
                out.write('x');
                return socket.getInputStream().available() > 0;
            });

            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 408");
        }
    }

    @Test
    void aBodyThatStopsComingIsEnded() throws IOException {
        HttpGateway gateway = gateway(new Patience(LONG, SHORT, LONG, SHORT));
        try (Socket socket = connect(gateway)) {
            socket.getOutputStream().write(bytes("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab"));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 408")
                    .contains("SLOW_REQUEST");
        }
    }

    @Test
    void anIdleConnectionIsClosedWithoutAWord() throws IOException {
        HttpGateway gateway = gateway(new Patience(SHORT, LONG, LONG, SHORT));
        try (Socket socket = connect(gateway)) {
            assertThat(socket.getInputStream().read()).isNegative();
        }
    }

    @Test
    void anAnswerThatIsNotTakenIsGivenUp() throws IOException {
        HttpGateway gateway = gateway(new Patience(LONG, LONG, SHORT, SHORT));
        try (Socket socket = connect(gateway)) {
            socket.getOutputStream().write(bytes("GET /much HTTP/1.1\r\nHost: x\r\n\r\n"));
            await().until(() -> gateway.connections() == 0);
        }
    }

    @Test
    void aClientThatGoesCancelsWhatItAskedFor() throws Exception {
        HttpGateway gateway = gateway(Patience.DEFAULT);
        try (Socket socket = connect(gateway)) {
            socket.getOutputStream().write(bytes("GET /never HTTP/1.1\r\nHost: x\r\n\r\n"));
            await().until(() -> open.get() != null);
        }
        assertThat(gone.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private HttpGateway gateway(Patience patience) throws IOException {
        Answer much = new Answer(HttpResponseStatus.OK, Answer.JSON, ByteString.copyFrom(new byte[MUCH]), Map.of());
        return HttpGateway.start(
                new HttpSettings(
                        Optional.of(new TcpPlace("127.0.0.1", 0)),
                        Optional.empty(),
                        10,
                        1_000,
                        ConsoleMode.OFF,
                        Set.of()),
                new EventLoops(loops, false),
                List.of(
                        Route.get("/much", (request, exchange) -> exchange.answer(much)),
                        Route.get("/never", (request, exchange) -> {
                            exchange.whenGone(gone::countDown);
                            open.set(exchange);
                        })),
                pipeline -> {},
                patience);
    }

    private static Socket connect(HttpGateway gateway) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), gateway.port().orElseThrow());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
