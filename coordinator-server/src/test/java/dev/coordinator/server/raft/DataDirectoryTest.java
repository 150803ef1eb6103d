package dev.coordinator.server.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coordinator.server.raft.DataDirectoryException.Reason;
import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node runs on its own memory, or not at all. */
final class DataDirectoryTest {

    private static final NodeId NODE = new NodeId("n1");

    @TempDir
    Path parent;

    private Path root = Path.of("");

    @BeforeEach
    void choose() {
        root = parent.resolve("data");
    }

    @Test
    void aBootstrappedFolderOpensAgainAndAgain() throws IOException {
        DataDirectory.bootstrap(root, "c1", NODE);

        DataDirectory.open(root, "c1", NODE).close();
        DataDirectory.open(root, "c1", NODE).close();
    }

    @Test
    void anEmptyFolderIsRefusedAndLeftEmpty() throws IOException {
        Files.createDirectories(root);

        refused(() -> DataDirectory.open(root, "c1", NODE), Reason.EMPTY, "a wiped node forgets its vote");

        assertThat(root).isEmptyDirectory();
    }

    @Test
    void anAbsentFolderIsRefusedAndNotMade() {
        refused(() -> DataDirectory.open(root, "c1", NODE), Reason.EMPTY, "bootstrap");

        assertThat(root).doesNotExist();
    }

    @Test
    void anotherNodesOrClustersFolderIsRefused() throws IOException {
        DataDirectory.bootstrap(root, "c1", NODE);

        refused(() -> DataDirectory.open(root, "c2", NODE), Reason.FOREIGN, "node n1 of cluster c1");
        refused(() -> DataDirectory.open(root, "c1", new NodeId("n2")), Reason.FOREIGN, "not to node n2");
    }

    @Test
    void aFolderOfANewerReleaseIsRefused() throws IOException {
        DataDirectory.bootstrap(root, "c1", NODE);
        Files.write(root.resolve("identity"), new Identity(Identity.FORMAT + 1, "c1", NODE, FolderId.FIRST).toBytes());

        refused(() -> DataDirectory.open(root, "c1", NODE), Reason.NEWER_FORMAT, "format 2");
    }

    @Test
    void everyFlippedByteOfTheIdentityIsNoticed() throws IOException {
        DataDirectory.bootstrap(root, "c1", NODE);
        byte[] whole = Files.readAllBytes(root.resolve("identity"));

        for (int i = 0; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] ^= 1;
            Files.write(root.resolve("identity"), flipped);
            refused(() -> DataDirectory.open(root, "c1", NODE), Reason.DAMAGED, "damaged");
        }
    }

    @Test
    void aSecondHolderIsRefused() throws IOException {
        DataDirectory.bootstrap(root, "c1", NODE);
        try (DataDirectory held = DataDirectory.open(root, "c1", NODE)) {
            assertThat(held.log().getParent()).isEqualTo(root);

            refused(() -> DataDirectory.open(root, "c1", NODE), Reason.IN_USE, "another process");
        }
    }

    @Test
    void bootstrapTakesNoFolderThatHoldsAnything() throws IOException {
        DataDirectory.bootstrap(root, "c1", NODE);

        refused(() -> DataDirectory.bootstrap(root, "c1", NODE), Reason.NOT_EMPTY, "identity");
    }

    @Test
    void aFreshFileSystemIsEmptyEnough() throws IOException {
        Files.createDirectories(root.resolve("lost+found"));

        DataDirectory.bootstrap(root, "c1", NODE);

        DataDirectory.open(root, "c1", NODE).close();
    }

    @Test
    void aFolderThatLostItsLogIsRefused() throws IOException {
        DataDirectory.bootstrap(root, "c1", NODE);
        try (DataDirectory held = DataDirectory.open(root, "c1", NODE)) {
            held.markBegun();
        }

        refused(() -> DataDirectory.open(root, "c1", NODE), Reason.DAMAGED, "its log is gone");
    }

    @Test
    void aFolderOfOneThatJoinsHasItsOwnNumber() throws IOException {
        DataDirectory.join(root, "c1", NODE, new FolderId(4711));

        try (DataDirectory held = DataDirectory.open(root, "c1", NODE)) {
            assertThat(held.folder()).isEqualTo(new FolderId(4711));
        }
        refused(() -> DataDirectory.join(root, "c1", NODE, new FolderId(2)), Reason.NOT_EMPTY, "identity");
    }

    @Test
    void aFolderOfANewClustersNodeHasTheFirstNumber() throws IOException {
        DataDirectory.bootstrap(root, "c1", NODE);

        try (DataDirectory held = DataDirectory.open(root, "c1", NODE)) {
            assertThat(held.folder()).isEqualTo(FolderId.FIRST);
        }
    }

    @Test
    void aLogWithoutAnIdentityIsRefused() throws IOException {
        Files.createDirectories(root.resolve("log"));

        refused(() -> DataDirectory.open(root, "c1", NODE), Reason.DAMAGED, "no identity file");
    }

    @Test
    void aRetiredFolderIsReadButNotRunOn() throws IOException {
        DataDirectory.bootstrap(root, "c1", NODE);
        try (DataDirectory held = DataDirectory.openStopped(root, "c1", NODE)) {
            held.retire("its state went on in c2");
        }

        refused(() -> DataDirectory.open(root, "c1", NODE), Reason.RETIRED, "its state went on in c2");

        DataDirectory.openStopped(root, "c1", NODE).close();
        Files.delete(root.resolve("retired"));
        DataDirectory.open(root, "c1", NODE).close();
    }

    @Test
    void aFirstSnapshotThatCouldNotBeWrittenLeavesNoNodeAndIsTriedAgain() throws IOException {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> DataDirectory.bootstrap(root, "c1", NODE, snapshots -> {
                    Files.writeString(snapshots.resolve("half"), "h");
                    throw new IOException("disk full");
                }))
                .withMessage("disk full");
        refused(() -> DataDirectory.open(root, "c1", NODE), Reason.EMPTY, "there is no data");

        DataDirectory.bootstrap(root, "c1", NODE, snapshots -> Files.writeString(snapshots.resolve("whole"), "w"));

        try (DataDirectory held = DataDirectory.open(root, "c1", NODE)) {
            assertThat(held.snapshots()).isDirectoryContaining("glob:**whole");
            assertThat(held.snapshots()).isDirectoryNotContaining("glob:**half");
        }
    }

    private static void refused(ThrowingCallable attempt, Reason reason, String words) {
        assertThatExceptionOfType(DataDirectoryException.class)
                .isThrownBy(attempt)
                .withMessageContaining(words)
                .extracting(DataDirectoryException::reason)
                .isEqualTo(reason);
    }
}
