package dev.coordinator.server.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.security.ClientAuthentication;
import dev.coordinator.server.security.ListenerTls;
import dev.coordinator.server.security.NamedFile;
import dev.coordinator.server.security.Roles;
import dev.coordinator.server.security.TestAuthority;
import dev.coordinator.server.security.TlsSources;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A group of three whose nodes know each other by certificates. */
final class TlsGroupTest {

    @TempDir
    Path folder;

    private final TestAuthority authority = new TestAuthority("An authority");
    private final Map<NodeId, ListenerTls> listeners = new HashMap<>();
    private TestGroup group;

    @BeforeEach
    void threeNodesWithCertificates() throws Exception {
        authority.writeTo(folder, "ca.crt");
        group = TestGroup.of(folder, 1_000, "a", "b", "c");
        for (NodeId node : group.members()) {
            authority.node(node.value()).writeTo(folder, node.value());
            listeners.put(node, open(node.value()));
            group.speakTls(node, listeners.get(node));
        }
    }

    @AfterEach
    void stop() {
        group.close();
    }

    @Test
    void nodesElectAndCommitAndGoOnThroughARotation() throws Exception {
        for (NodeId node : group.members()) {
            group.start(node);
        }
        List<String> before = group.appendMany("before-", 20);
        NodeId leader = group.awaitLeader();

        for (NodeId node : group.members()) {
            authority.node(node.value()).writeTo(folder, node.value());
        }
        listeners.values().forEach(ListenerTls::review);
        listeners.values().forEach(ListenerTls::review);
        NodeId restarted = group.someFollower();
        group.stop(restarted);
        group.start(restarted);

        List<String> after = group.appendMany("after-", 20);
        group.awaitEverywhere(Stream.concat(before.stream(), after.stream()).toList());
        assertThat(group.awaitLeader())
                .as("no connection of the leader was cut")
                .isEqualTo(leader);
    }

    @Test
    void nodeOfAnotherAuthorityIsNoPartOfTheGroup() throws Exception {
        NodeId foreign = new NodeId("c");
        TestAuthority stranger = new TestAuthority("An authority");
        stranger.writeTo(folder, "ca.crt");
        stranger.node("c").writeTo(folder, "c");
        group.speakTls(foreign, open("c"));
        for (NodeId node : group.members()) {
            group.start(node);
        }

        await().atMost(TestGroup.PATIENCE)
                .until(() -> Stream.of("a", "b")
                        .anyMatch(node -> group.tape(new NodeId(node)).leading().isPresent()));

        assertThat(group.node(foreign).status().leader()).isEmpty();
        assertThat(group.tape(foreign).entries()).isEmpty();
    }

    private ListenerTls open(String name) throws Exception {
        return ListenerTls.open(
                new TlsSources(
                        "raft",
                        new NamedFile("raft.tls.certificate", folder.resolve(name + ".crt")),
                        new NamedFile("raft.tls.key", folder.resolve(name + ".key")),
                        Optional.of(new NamedFile("raft.tls.ca", folder.resolve("ca.crt"))),
                        ClientAuthentication.REQUIRED,
                        Optional.of(Roles.RAFT_PEER)),
                InstantSource.system());
    }
}
