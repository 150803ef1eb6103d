package dev.coordinator.server.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coordinator.server.membership.Electorate;
import dev.coordinator.server.replication.Replay;
import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.Member;
import dev.coordinator.server.roster.NodeId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of a node that is stopped says who voted. */
final class SurvivorLogTest {

    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");
    private static final NodeId C = new NodeId("c");

    @TempDir
    Path root;

    @Test
    void theVotersAreThoseOfTheLastConfigurationInTheLog() throws IOException {
        try (TestGroup group = TestGroup.startedOfThree(root, 1_000_000)) {
            NodeId leader = group.awaitLeader();
            NodeId removed = leader.equals(C) ? B : C;
            NodeId other = leader.equals(A) ? (removed.equals(B) ? C : B) : A;
            await().atMost(TestGroup.PATIENCE)
                    .until(() -> group.node(removed).status().lastLogIndex() > 0);
            group.stop(removed);
            assertThat(last(group, removed).voters())
                    .isEqualTo(Map.of(A, FolderId.FIRST, B, FolderId.FIRST, C, FolderId.FIRST));

            Member member = group.book().seed().member(removed).orElseThrow();
            assertThat(outcome(group.node(leader).electorate(), member)).isEmpty();
            group.stop(leader);

            SurvivorLog.Last last = last(group, leader);
            assertThat(last.voters()).isEqualTo(Map.of(leader, FolderId.FIRST, other, FolderId.FIRST));
            assertThat(last.index()).isPositive();
            assertThat(last.term()).isPositive();
        }
    }

    private static SurvivorLog.Last last(TestGroup group, NodeId node) throws IOException {
        try (SurvivorLog log = SurvivorLog.open(group.settings(node))) {
            assertThat(log.folder()).isEqualTo(FolderId.FIRST);
            return log.replay(new Replay(), Long.MAX_VALUE);
        }
    }

    private static Optional<String> outcome(Electorate electorate, Member member) {
        CompletableFuture<Optional<String>> done = new CompletableFuture<>();
        electorate.remove(member, done::complete);
        return done.orTimeout(30, TimeUnit.SECONDS).join();
    }
}
