package dev.coordinator.server.raft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.roster.NodeId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A group that begins with a snapshot goes on behind it, on every node. */
final class InitialStateTest {

    @TempDir
    Path root;

    @Test
    void nodesBeginWithTheStateAndGoOnBehindItAlsoAfterARestart() throws IOException {
        InitialState state = new InitialState(42, out -> out.write("one\ntwo".getBytes(StandardCharsets.UTF_8)));
        try (TestGroup group = TestGroup.beginningWith(root, state, "a", "b", "c")) {
            for (NodeId node : group.members()) {
                group.start(node);
            }
            NodeId leader = group.awaitLeader();
            assertThat(group.tape(leader).entries()).containsExactly("one", "two");
            assertThat(group.node(leader).status().appliedIndex()).isGreaterThanOrEqualTo(42);

            List<String> all = new ArrayList<>(List.of("one", "two"));
            all.addAll(group.appendMany("more-", 5));
            group.awaitEverywhere(all);

            group.stopAll();
            for (NodeId node : group.members()) {
                group.start(node);
            }
            all.addAll(group.appendMany("again-", 5));
            group.awaitEverywhere(all);
        }
    }
}
