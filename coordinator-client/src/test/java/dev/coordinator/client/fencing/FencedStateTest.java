package dev.coordinator.client.fencing;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coordinator.client.Epoch;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The object store's recipe, over HTTP. */
@Timeout(60)
@ExtendWith(NothingLeftRunning.class)
final class FencedStateTest {

    private static final Epoch SEVEN = new Epoch(7);
    private static final Epoch EIGHT = new Epoch(8);

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> new Thread(task, "fencing-http"));
    private final HttpClient http = HttpClient.newBuilder().executor(threads).build();
    private final ConditionalStore bucket;
    private final ObjectStore store;
    private final FencedState state;

    FencedStateTest() throws IOException {
        bucket = new ConditionalStore();
        store = new ObjectStore(http, bucket.bucket());
        state = new FencedState(store);
    }

    @AfterEach
    void close() {
        bucket.close();
        threads.shutdownNow();
    }

    @Test
    void lateWriterIsRefusedAndNobodySeesWhatItWrote() throws Exception {
        state.update(SEVEN, text -> text + "march ");
        state.claim(EIGHT);

        assertThatThrownBy(() -> state.update(SEVEN, text -> text + "april "))
                .isInstanceOf(FencedException.class)
                .hasMessage("epoch 7 is over: epoch 8 has begun");

        assertThat(state.read()).isEqualTo("march ");
    }

    @Test
    void claimKeepsTheStateAndLetsItsReignWrite() throws Exception {
        state.claim(SEVEN);
        state.update(SEVEN, text -> text + "march ");
        state.claim(EIGHT);
        state.update(EIGHT, text -> text + "april ");

        assertThat(state.read()).isEqualTo("march april ");
        assertThat(bucket.body("billing/manifest")).startsWith("8 billing/state/8-");
    }

    @Test
    void writeThatWasHeldUpOnItsWayIsRefused() throws Exception {
        state.update(SEVEN, text -> text + "march ");

        assertThat(isRefusedWhenClaimedMeanwhile()).isTrue();
        assertThat(state.read()).isEqualTo("march ");
    }

    @Test
    void firstWriteOfAllThatWasHeldUpIsRefusedToo() throws Exception {
        assertThat(isRefusedWhenClaimedMeanwhile()).isTrue();
        assertThat(state.read()).isEmpty();
    }

    @Test
    void writeThatOvertookAClaimIsSeenByIt() throws Exception {
        state.claim(SEVEN);
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        bucket.onArrival = body -> {
            if (body.startsWith("8 ") && goOn.getCount() > 0) {
                arrived.countDown();
                awaited(goOn);
            }
        };
        CompletableFuture<String> seen = CompletableFuture.supplyAsync(this::claimAndRead, threads);
        awaited(arrived);

        state.update(SEVEN, text -> text + "march ");
        goOn.countDown();

        assertThat(seen.get(20, TimeUnit.SECONDS)).isEqualTo("march ");
    }

    @Test
    void racingReignsFollowOneAnother() throws Exception {
        Race race = Race.run((epoch, number) -> state.update(epoch, text -> text + epoch + "/" + number + "\n"));

        assertThat(state.read())
                .isEqualTo(race.expected().stream().map(write -> write + "\n").collect(joining()));
        assertThat(race.accepted()).last().isEqualTo(Race.WRITES);
    }

    /** Why the page says to keep the epoch in the content. */
    @Test
    void epochInMetadataAloneFencesNothing() throws Exception {
        putWithMetadata(SEVEN, "rent 500");
        ObjectStore.Stored readBySeven = store.get("billing/balance").orElseThrow();
        putWithMetadata(EIGHT, "rent 500");

        assertThat(store.replace("billing/balance", readBySeven, "rent 800")).isTrue();

        assertThat(bucket.body("billing/balance")).isEqualTo("rent 800");
    }

    @Test
    void storeThatFailsIsNotTakenForARefusal() {
        bucket.onArrival = body -> {
            throw new IllegalStateException("the store fails");
        };

        assertThatThrownBy(() -> state.claim(SEVEN)).isInstanceOf(IOException.class);
    }

    /** Whether epoch 7 is refused when epoch 8 claims the state while the turn of 7 is on its way to the store. */
    private boolean isRefusedWhenClaimedMeanwhile() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        bucket.onArrival = body -> {
            if (body.startsWith("7 ")) {
                arrived.countDown();
                awaited(goOn);
            }
        };
        CompletableFuture<Boolean> refused = CompletableFuture.supplyAsync(() -> isRefused(SEVEN, "april "), threads);
        awaited(arrived);
        state.claim(EIGHT);
        goOn.countDown();
        return refused.get(20, TimeUnit.SECONDS);
    }

    private void putWithMetadata(Epoch epoch, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(bucket.bucket().resolve("billing/balance"))
                .header("x-amz-meta-epoch", epoch.toString())
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        http.send(request, HttpResponse.BodyHandlers.discarding());
        assertThat(bucket.epochInMetadata("billing/balance")).isEqualTo(epoch.toString());
    }

    private String claimAndRead() {
        try {
            state.claim(EIGHT);
            return state.read();
        } catch (IOException | InterruptedException | FencedException e) {
            throw new AssertionError(e);
        }
    }

    private boolean isRefused(Epoch epoch, String addition) {
        try {
            state.update(epoch, text -> text + addition);
            return false;
        } catch (FencedException e) {
            return true;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
