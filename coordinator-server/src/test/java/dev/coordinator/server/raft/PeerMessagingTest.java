package dev.coordinator.server.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coordinator.server.replication.NodeId;
import dev.coordinator.server.replication.Peers;
import dev.coordinator.server.replication.Peers.PeerReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
            PeerMessaging stranger = new PeerMessaging("another", new Roster(Map.of(B, group.address(B))));

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
