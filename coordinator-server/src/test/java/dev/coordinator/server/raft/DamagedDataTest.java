package dev.coordinator.server.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coordinator.server.roster.NodeId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad bytes cost a node, never a decision. */
final class DamagedDataTest {

    private static final NodeId NODE = new NodeId("alone");

    @TempDir
    Path root;

    @Test
    void aByteFlippedAmongAcknowledgedEntriesStopsTheStart() throws IOException {
        try (TestGroup group = withEntries()) {
            Path log = lastLogFile(group);
            byte[] bytes = Files.readAllBytes(log);
            bytes[bytes.length / 2] ^= 1;
            Files.write(log, bytes);

            assertThatExceptionOfType(RaftStartException.class)
                    .isThrownBy(() -> group.start(NODE))
                    .withMessageContaining("a wiped node forgets its vote");
        }
    }

    @Test
    void aTailTornByAPowerCutIsAccepted() throws IOException {
        try (TestGroup group = withEntries()) {
            Path log = lastLogFile(group);
            byte[] bytes = Files.readAllBytes(log);
            Files.write(log, Arrays.copyOf(bytes, bytes.length - 3));

            group.start(NODE);

            assertThat(group.appendToLeader("after").outcome()).isEqualTo("applied");
        }
    }

    @Test
    void aLogWhoseVoteIsLostStopsTheStart() throws IOException {
        try (TestGroup group = withEntries()) {
            Files.delete(group.folder(NODE).resolve("meta").resolve("raft_meta"));

            assertThatExceptionOfType(RaftStartException.class)
                    .isThrownBy(() -> group.start(NODE))
                    .withMessageContaining("no term and vote");
        }
    }

    @Test
    void anAddressInUseStopsTheStartChangesNothingAndFreesTheFolder() throws IOException {
        try (TestGroup group = withEntries()) {
            Path termAndVote = group.folder(NODE).resolve("meta").resolve("raft_meta");
            byte[] before = Files.readAllBytes(termAndVote);
            try (var taken = new ServerSocket(group.address(NODE).port(), 1, InetAddress.getLoopbackAddress())) {
                assertThat(taken.isBound()).isTrue();
                assertThatExceptionOfType(RaftStartException.class)
                        .isThrownBy(() -> group.start(NODE))
                        .withMessageContaining("can't listen on " + group.address(NODE));
            }

            assertThat(Files.readAllBytes(termAndVote)).isEqualTo(before);
            group.start(NODE);

            assertThat(group.appendToLeader("after").outcome()).isEqualTo("applied");
        }
    }

    private TestGroup withEntries() throws IOException {
        TestGroup group = TestGroup.of(root, 1_000_000, NODE.value());
        group.start(NODE);
        group.appendMany("entry", 200);
        group.stopAll();
        return group;
    }

    private static Path lastLogFile(TestGroup group) throws IOException {
        try (Stream<Path> files = Files.list(group.folder(NODE).resolve("log"))) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .max(Comparator.comparing(Path::toString))
                    .orElseThrow();
        }
    }
}
