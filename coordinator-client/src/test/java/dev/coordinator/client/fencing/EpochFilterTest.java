package dev.coordinator.client.fencing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coordinator.client.Epoch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP service's recipe: requests that are late, concurrent, malformed, or after a restart. */
@Timeout(60)
@ExtendWith(NothingLeftRunning.class)
final class EpochFilterTest {

    private static final Epoch SEVEN = new Epoch(7);
    private static final Epoch EIGHT = new Epoch(8);

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> new Thread(task, "fencing-http"));
    private final HttpClient http = HttpClient.newBuilder().executor(threads).build();
    private final List<String> written = new CopyOnWriteArrayList<>();
    private volatile Consumer<String> onArrival = entry -> {};
    private volatile Consumer<String> onWrite = entry -> {};

    @TempDir
    private Path folder = Path.of("");

    private HttpServer server;
    private EntriesClient client;

    EpochFilterTest() throws IOException {
        server = HttpServer.create();
        client = new EntriesClient(http, URI.create("http://127.0.0.1"));
    }

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("epoch"), "0\n");
        serve();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void lateRequestIsRefusedWithTheLaterEpoch() throws Exception {
        client.put(SEVEN, "1", "march");
        client.put(EIGHT, "2", "april");

        assertThatThrownBy(() -> client.put(SEVEN, "3", "may"))
                .isInstanceOf(FencedException.class)
                .hasMessage("epoch 7 is over: epoch 8 has begun");

        assertThat(written).containsExactly("march", "april");
    }

    @Test
    void laterEpochWaitsForTheRequestThatIsUnderWay() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Thread> ofEight = new CompletableFuture<>();
        onWrite = entry -> {
            if (entry.equals("march")) {
                writing.countDown();
                awaited(goOn);
            }
        };
        onArrival = epoch -> {
            if (epoch.equals("8")) {
                ofEight.complete(Thread.currentThread());
            }
        };
        CompletableFuture<Boolean> seven = putLater(SEVEN, "march");
        awaited(writing);
        CompletableFuture<Boolean> eight = putLater(EIGHT, "april");
        Thread thread = ofEight.get(20, TimeUnit.SECONDS);
        await().until(() -> thread.getState() == Thread.State.WAITING || written.contains("april"));
        goOn.countDown();

        assertThat(seven.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(eight.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(written).containsExactly("march", "april");
    }

    @Test
    void requestsOfOneEpochRunSideBySide() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        onWrite = entry -> {
            both.countDown();
            awaited(both);
        };
        CompletableFuture<Boolean> one = putLater(SEVEN, "march");
        CompletableFuture<Boolean> other = putLater(SEVEN, "april");

        assertThat(one.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(other.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void racingReignsFollowOneAnother() throws Exception {
        Race race = Race.run((epoch, number) -> client.put(epoch, epoch + "-" + number, epoch + "/" + number));

        assertThat(written).isEqualTo(race.expected());
        assertThat(race.accepted()).last().isEqualTo(Race.WRITES);
    }

    @Test
    void refusalOutlivesTheService() throws Exception {
        client.put(EIGHT, "1", "march");
        server.stop(0);
        serve();

        assertThatThrownBy(() -> client.put(SEVEN, "2", "april")).isInstanceOf(FencedException.class);
        client.put(EIGHT, "3", "may");

        assertThat(written).containsExactly("march", "may");
    }

    @Test
    void serviceWithoutItsFileDoesNotStart() throws IOException {
        Files.delete(folder.resolve("epoch"));

        assertThatThrownBy(() -> new EpochFilter(new EpochFile(folder))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void senderThatIsFrozenHalfwayHoldsNobodyUp() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        onArrival = epoch -> arrived.countDown();
        try (Socket frozen =
                new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
            String half = "PUT /entries/1 HTTP/1.1\r\nHost: localhost\r\nCoordinator-Epoch: 7\r\n"
                    + "Content-Length: 5\r\n\r\nma";
            frozen.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
            awaited(arrived);

            client.put(EIGHT, "2", "april");
            frozen.getOutputStream().write("rch".getBytes(StandardCharsets.US_ASCII));

            byte[] answer = frozen.getInputStream().readNBytes("HTTP/1.1 412".length());
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 412");
        }
        assertThat(written).containsExactly("april");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "seven", "0", "-7", "9007199254740992", "7.5"})
    void epochThatIsNoneIsRefused(String epoch) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(entry("1"))
                .header("Coordinator-Epoch", epoch)
                .PUT(HttpRequest.BodyPublishers.ofString("march"))
                .build();

        assertThat(status(request)).isEqualTo(400);
        assertThat(written).isEmpty();
    }

    @Test
    void requestWithoutAnEpochIsRefused() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(entry("1"))
                .PUT(HttpRequest.BodyPublishers.ofString("march"))
                .build();

        assertThat(status(request)).isEqualTo(400);
        assertThat(written).isEmpty();
    }

    @Test
    void bodyBeyondTheLimitIsRefused() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(entry("1"))
                .header("Coordinator-Epoch", "7")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[(1 << 20) + 1]))
                .build();

        assertThat(status(request)).isEqualTo(413);
        client.put(SEVEN, "2", "april");
        assertThat(written).containsExactly("april");
    }

    private void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        List<Filter> filters = server.createContext("/entries/", this::write).getFilters();
        filters.add(new Arrivals());
        // region install
        filters.add(new EpochFilter(new EpochFile(folder)));
        // endregion
        server.start();
        client = new EntriesClient(http, entry(""));
    }

    private URI entry(String id) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/entries/" + id);
    }

    private void write(HttpExchange exchange) throws IOException {
        String entry = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        onWrite.accept(entry);
        written.add(entry);
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private CompletableFuture<Boolean> putLater(Epoch epoch, String entry) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        client.put(epoch, entry, entry);
                        return true;
                    } catch (FencedException e) {
                        return false;
                    } catch (IOException | InterruptedException e) {
                        throw new AssertionError(e);
                    }
                },
                threads);
    }

    private int status(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Stands before the filter, and tells the test the epochs of the requests that have come. */
    private final class Arrivals extends Filter {

        @Override
        public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
            String epoch = exchange.getRequestHeaders().getFirst(EpochFilter.HEADER);
            onArrival.accept(epoch == null ? "" : epoch);
            chain.doFilter(exchange);
        }

        @Override
        public String description() {
            return "tells of arrivals";
        }
    }
}
