package dev.coordinator.server.raft;

import dev.coordinator.server.raft.DataDirectoryException.Reason;
import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.NodeId;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder that a node's memory lives in, held by one process at a time.
 *
 * <p>In it: {@code identity} (whose data this is), {@code lock}, {@code begun} (the node has run here), {@code log},
 * {@code meta} (term and vote), {@code snapshot}, {@code roster} (where the other nodes were last known to be).
 *
 * <p>A node that lost this folder has forgotten its vote and could vote twice in one term. So an empty folder is never
 * run on: only {@link #bootstrap} and {@link #join}, which an operator asks for in so many words, make an identity.
 *
 * <p>A folder whose state went on into another cluster is marked {@code retired}, and is not run on either.
 */
public final class DataDirectory implements Closeable {

    /** What a file system or {@link #bootstrap} itself may have put there before. */
    private static final Set<String> NOT_DATA = Set.of("lost+found", "lock", "identity.tmp", "snapshot.tmp");

    private final Path root;
    private final FileChannel lock;
    private FolderId folder = FolderId.FIRST;

    private DataDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Makes an empty or absent folder that of a node which joins a living cluster, under a number that was never used before.
     *
     * @throws DataDirectoryException if anything is in it already
     */
    public static void join(Path root, String clusterId, NodeId node, FolderId folder) throws IOException {
        begin(root, new Identity(Identity.FORMAT, clusterId, node, folder), fresh -> {});
    }

    /**
     * Makes an empty or absent folder that of a node of a new cluster.
     *
     * @throws DataDirectoryException if anything is in it already
     */
    public static void bootstrap(Path root, String clusterId, NodeId node) throws IOException {
        begin(root, new Identity(Identity.FORMAT, clusterId, node, FolderId.FIRST), fresh -> {});
    }

    /** As above, with a snapshot that the node begins with, written into the folder that {@code first} is given. */
    static void bootstrap(Path root, String clusterId, NodeId node, Content<Path> first) throws IOException {
        begin(root, new Identity(Identity.FORMAT, clusterId, node, FolderId.FIRST), fresh -> fresh.putSnapshot(first));
    }

    /** Something to be written. */
    @FunctionalInterface
    interface Content<T> {
        void writeInto(T place) throws IOException;
    }

    /** The identity comes last: without it there is no node. */
    private static void begin(Path root, Identity identity, Content<DataDirectory> content) throws IOException {
        RaftSettings.requireClusterId(identity.clusterId());
        Files.createDirectories(root);
        DurableFiles.syncParent(root);
        try (DataDirectory fresh = new DataDirectory(root, lock(root))) {
            fresh.requireNoData();
            content.writeInto(fresh);
            DurableFiles.writeWhole(fresh.identity(), identity.toBytes());
        }
    }

    private void putSnapshot(Content<Path> first) throws IOException {
        Path unfinished = root.resolve("snapshot.tmp");
        DurableFiles.deleteAll(unfinished);
        Files.createDirectory(unfinished);
        first.writeInto(unfinished);
        Files.move(unfinished, snapshots(), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Takes hold of the folder of a node that was bootstrapped or has joined in it.
     *
     * @throws DataDirectoryException if the folder is not that of this node, whole, readable and free
     */
    public static DataDirectory open(Path root, String clusterId, NodeId node) throws IOException {
        DataDirectory directory = openStopped(root, clusterId, node);
        try {
            directory.requireInUse();
            return directory;
        } catch (IOException refused) {
            directory.close();
            throw refused;
        }
    }

    /** As {@link #open}, for reading only: a retired one too. */
    static DataDirectory openStopped(Path root, String clusterId, NodeId node) throws IOException {
        if (!Files.exists(root.resolve("identity"))) {
            throw nameless(root, clusterId, node);
        }
        DataDirectory directory = new DataDirectory(root, lock(root));
        try {
            directory.requireOwned(clusterId, node);
            directory.requireMemory();
            return directory;
        } catch (IOException | RuntimeException refused) {
            directory.close();
            throw refused;
        }
    }

    /** Whether the folder says that it is this node's; a damaged one may be, and is refused by {@link #open}. */
    public static boolean isOf(Path root, String clusterId, NodeId node) throws IOException {
        Path identity = root.resolve("identity");
        return Files.exists(identity)
                && Identity.parse(Files.readAllBytes(identity))
                        .map(found -> found.isOf(clusterId, node))
                        .orElse(true);
    }

    Path log() {
        return root.resolve("log");
    }

    Path meta() {
        return root.resolve("meta");
    }

    Path snapshots() {
        return root.resolve("snapshot");
    }

    Path roster() {
        return root.resolve("roster");
    }

    /** Which of the node's folders this is. */
    FolderId folder() {
        return folder;
    }

    /** From now on a missing log means a lost one. */
    void markBegun() throws IOException {
        if (!Files.exists(begun())) {
            DurableFiles.writeWhole(begun(), "begun\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    /** No node runs here again; {@code why} is told to who tries. */
    void retire(String why) throws IOException {
        DurableFiles.writeWhole(retired(), why.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private Path retired() {
        return root.resolve("retired");
    }

    private Path identity() {
        return root.resolve("identity");
    }

    private Path begun() {
        return root.resolve("begun");
    }

    private static FileChannel lock(Path root) throws IOException {
        FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!tryLock(channel)) {
            channel.close();
            throw new DataDirectoryException(
                    Reason.IN_USE,
                    "another process already runs on the data folder " + root
                            + "; stop it first, or give this node a folder of its own");
        }
        return channel;
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock held = channel.tryLock();
            return held != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private void requireNoData() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            Optional<String> something = entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> !NOT_DATA.contains(name))
                    .sorted()
                    .findFirst();
            if (something.isPresent()) {
                throw new DataDirectoryException(
                        Reason.NOT_EMPTY,
                        "a new node begins in an empty folder, but " + root + " holds \"" + something.get()
                                + "\"; start without bootstrap to go on with what is there, or choose another folder");
            }
        }
    }

    private void requireOwned(String clusterId, NodeId node) throws IOException {
        Identity found = Identity.parse(Files.readAllBytes(identity()))
                .orElseThrow(() -> new DataDirectoryException(
                        Reason.DAMAGED,
                        "the identity file " + identity() + " is damaged, so the rest of the folder can't be trusted; "
                                + addAnew()));
        if (found.format() > Identity.FORMAT) {
            throw new DataDirectoryException(
                    Reason.NEWER_FORMAT,
                    root + " has format " + found.format() + ", this release reads up to " + Identity.FORMAT
                            + "; run the release that wrote it, or a newer one");
        }
        if (!found.isOf(clusterId, node)) {
            throw new DataDirectoryException(
                    Reason.FOREIGN,
                    root + " belongs to node " + found.node() + " of cluster " + found.clusterId() + ", not to node "
                            + node + " of cluster " + clusterId
                            + "; correct the configuration or the mount, never the identity file");
        }
        folder = found.folder();
    }

    private void requireInUse() throws IOException {
        if (Files.exists(retired())) {
            throw new DataDirectoryException(
                    Reason.RETIRED,
                    root + " is retired: " + Files.readString(retired()).strip()
                            + "; only if no cluster began from it, and none will, remove " + retired()
                            + " to run on it again");
        }
    }

    private void requireMemory() throws IOException {
        boolean ran = Files.exists(begun()) || Files.exists(meta().resolve("raft_meta"));
        if (ran && !Files.exists(log().resolve("CURRENT"))) {
            throw new DataDirectoryException(
                    Reason.DAMAGED, "this node has run on " + root + ", but its log is gone; " + addAnew());
        }
    }

    private static DataDirectoryException nameless(Path root, String clusterId, NodeId node) {
        String expected = "the data of node " + node + " of cluster " + clusterId + " was expected";
        if (Files.exists(root.resolve("log")) || Files.exists(root.resolve("meta"))) {
            return new DataDirectoryException(
                    Reason.DAMAGED, root + " holds a log but no identity file; " + expected + "; " + addAnew());
        }
        return new DataDirectoryException(
                Reason.EMPTY,
                "there is no data in " + root + "; " + expected
                        + "; bootstrap it if the whole cluster is new, join with it if only this node is; otherwise "
                        + addAnew());
    }

    static String addAnew() {
        return "a wiped node forgets its vote: remove it from the cluster, empty the folder, join and add it anew";
    }
}
