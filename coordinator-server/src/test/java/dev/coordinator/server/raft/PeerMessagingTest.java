package dev.coordinator.server.raft;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.coordinator.server.membership.Introduction;
import dev.coordinator.server.replication.Peers;
import dev.coordinator.server.replication.Peers.PeerReply;
import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.NodeId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request from node to node ends in exactly one of three ways, and never blocks who sends it. */
final class PeerMessagingTest {

    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");
    private static final NodeId ABSENT = new NodeId("absent");
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path root;

    @Test
    void anAnswerComesBackNowOrLater() throws IOException {
        try (TestGroup group = twoOfThree()) {
            CompletableFuture<Peers.PeerResponse> later = new CompletableFuture<>();
            group.node(B).peers().serve((request, response) -> {
                if (request.length == 0) {
                    later.complete(response);
                } else {
                    response.send(request);
                }
            });

            assertThat(ask(group.node(A), B, "hello", LONG)).isEqualTo("answered hello");

            Ending parked = new Ending();
            group.node(A).peers().send(B, new byte[0], LONG, parked);
            later.orTimeout(20, TimeUnit.SECONDS).join().send("at last".getBytes(StandardCharsets.UTF_8));
            assertThat(parked.how()).isEqualTo("answered at last");
        }
    }

    @Test
    void messagesUpToTheBoundPass() throws IOException {
        try (TestGroup group = twoOfThree()) {
            group.node(B).peers().serve((request, response) -> response.send(request));
            byte[] largest = new byte[PeerMessageSerializer.MOST_BYTES];
            Arrays.fill(largest, (byte) 'x');

            Ending ending = new Ending();
            group.node(A).peers().send(B, largest, LONG, ending);

            assertThat(ending.how()).hasSize("answered ".length() + largest.length);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> group.node(A).peers().send(B, new byte[largest.length + 1], LONG, new Ending()));
        }
    }

    @Test
    void whatCannotBeReachedIsNotSent() throws IOException {
        try (TestGroup group = twoOfThree()) {
            long before = System.nanoTime();

            assertThat(ask(group.node(A), ABSENT, "hello", LONG)).isEqualTo("not sent");
            assertThat(ask(group.node(A), new NodeId("unheard-of"), "hello", LONG))
                    .isEqualTo("not sent");

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void whoDoesNotServeRefuses() throws IOException {
        try (TestGroup group = twoOfThree()) {
            assertThat(ask(group.node(A), B, "hello", LONG)).isEqualTo("not sent");
        }
    }

    @Test
    void anotherClustersRequestIsRefused() throws IOException {
        try (TestGroup group = twoOfThree()) {
            group.node(B).peers().serve((request, response) -> response.send(request));
            PeerMessaging stranger = new PeerMessaging(
                    "another",
                    A,
                    new Whereabouts(group.book()),
                    Optional.empty(),
                    () -> new Introduction(A, FolderId.FIRST, 0, false));

            Ending ending = new Ending();
            stranger.send(B, new byte[1], LONG, ending);

            assertThat(ending.how()).isEqualTo("not sent");
            stranger.close();
        }
    }

    @Test
    void silenceAndFailureAreUnknown() throws IOException {
        try (TestGroup group = twoOfThree()) {
            group.node(B).peers().serve((request, response) -> {
                if (request.length > 6) {
                    throw new IllegalStateException("as the test asked");
                }
            });

            assertThat(ask(group.node(A), B, "silent", Duration.ofMillis(300))).isEqualTo("unknown");
            assertThat(ask(group.node(A), B, "failing", LONG)).isEqualTo("unknown");
        }
    }

    @Test
    void aPeerThatClosesLeavesRequestsUnknown() throws IOException {
        try (TestGroup group = twoOfThree()) {
            CompletableFuture<Boolean> arrived = new CompletableFuture<>();
            group.node(B).peers().serve((request, response) -> arrived.complete(true));
            Ending ending = new Ending();
            group.node(A).peers().send(B, new byte[1], LONG, ending);
            assertThat(arrived.orTimeout(20, TimeUnit.SECONDS).join()).isTrue();

            group.stop(B);

            assertThat(ending.how()).isEqualTo("unknown");
        }
    }

    @Test
    void whatIsBroadcastReachesTheNodesThatAreConnectedAndIsNotAnswered() throws Exception {
        try (TestGroup group = twoOfThree()) {
            BlockingQueue<String> heard = new LinkedBlockingQueue<>();
            group.node(B).peers().serve((request, response) -> {
                heard.add(new String(request, StandardCharsets.UTF_8));
                response.send(request);
            });
            assertThat(ask(group.node(A), B, "connects", LONG)).isEqualTo("answered connects");

            group.node(A).peers().broadcast("news".getBytes(StandardCharsets.UTF_8));
            assertThat(ask(group.node(A), B, "and on", LONG)).isEqualTo("answered and on");

            assertThat(List.of(next(heard), next(heard), next(heard)))
                    .containsExactlyInAnyOrder("connects", "news", "and on");
        }
    }

    private static String next(BlockingQueue<String> heard) throws InterruptedException {
        return requireNonNull(heard.poll(20, TimeUnit.SECONDS));
    }

    @Test
    void whoIsNotConnectedWhenItIsToldIsConnectedNextTime() throws IOException {
        try (TestGroup group = twoOfThree()) {
            CompletableFuture<String> heard = new CompletableFuture<>();
            group.node(B).peers().serve((request, response) -> {
                response.send(request);
                heard.complete(new String(request, StandardCharsets.UTF_8));
            });

            await().atMost(LONG).until(() -> {
                group.node(A).peers().broadcast("news".getBytes(StandardCharsets.UTF_8));
                return heard.isDone();
            });

            assertThat(heard.join()).isEqualTo("news");
        }
    }

    private TestGroup twoOfThree() throws IOException {
        TestGroup group = TestGroup.of(root, 1_000_000, "a", "b", "absent");
        group.start(A);
        group.start(B);
        return group;
    }

    private static String ask(RaftNode from, NodeId to, String request, Duration timeout) {
        Ending ending = new Ending();
        from.peers().send(to, request.getBytes(StandardCharsets.UTF_8), timeout, ending);
        return ending.how();
    }

    /** How a request ended. */
    private static final class Ending implements PeerReply {

        private final CompletableFuture<String> how = new CompletableFuture<>();

        @Override
        public void answered(byte[] response) {
            how.complete("answered " + new String(response, StandardCharsets.UTF_8));
        }

        @Override
        public void notSent() {
            how.complete("not sent");
        }

        @Override
        public void unknown() {
            how.complete("unknown");
        }

        String how() {
            return how.orTimeout(30, TimeUnit.SECONDS).join();
        }
    }
}
