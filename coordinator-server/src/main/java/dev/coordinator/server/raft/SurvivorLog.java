package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.conf.ConfigurationManager;
import com.alipay.sofa.jraft.core.DefaultJRaftServiceFactory;
import com.alipay.sofa.jraft.entity.EnumOutter.EntryType;
import com.alipay.sofa.jraft.entity.LogEntry;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.entity.RaftOutter.SnapshotMeta;
import com.alipay.sofa.jraft.option.LogStorageOptions;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.storage.LogStorage;
import com.alipay.sofa.jraft.storage.snapshot.Snapshot;
import com.alipay.sofa.jraft.storage.snapshot.local.LocalSnapshotMetaTable;
import dev.coordinator.server.raft.DataDirectoryException.Reason;
import dev.coordinator.server.replication.Replay;
import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.NodeId;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The memory of a node that is stopped: its last snapshot and every entry behind it, whether a quorum took it or not.
 *
 * <p>Reading it takes part in no election, sends nothing and appends nothing. It holds the folder meanwhile.
 */
public final class SurvivorLog implements Closeable {

    private final DataDirectory directory;
    private final String group;

    /**
     * The end of a log.
     *
     * @param index 0 where there is nothing
     * @param voters who votes by the last configuration in it, on which folder; while that is changing the old and the new
     *     ones; empty where there is none
     */
    public record Last(long index, long term, Map<NodeId, FolderId> voters) {

        public Last {
            voters = Map.copyOf(voters);
        }
    }

    private SurvivorLog(DataDirectory directory, String group) {
        this.directory = directory;
        this.group = group;
    }

    /**
     * Takes hold of the folder of a node that does not run; also of one that was retired.
     *
     * @throws DataDirectoryException if the folder is not that of this node, whole and free
     */
    public static SurvivorLog open(RaftSettings settings) throws IOException {
        RaftEnvironment.prepare(settings.group());
        return new SurvivorLog(
                DataDirectory.openStopped(settings.directory(), settings.clusterId(), settings.self()),
                settings.group());
    }

    /** Which of the node's folders it is. */
    public FolderId folder() {
        return directory.folder();
    }

    /**
     * Gives {@code replay} the snapshot and every entry up to {@code most}.
     *
     * @param most not before the snapshot
     * @throws DataDirectoryException if an entry or the snapshot is damaged or missing
     */
    public Last replay(Replay replay, long most) throws IOException {
        Last last = new Last(0, 0, Map.of());
        Optional<Path> snapshot = latestSnapshot();
        if (snapshot.isPresent()) {
            last = install(snapshot.get(), replay);
        }
        if (last.index() > most) {
            throw new IllegalArgumentException("the snapshot in " + directory.snapshots() + " is already at entry "
                    + last.index() + ", after entry " + most);
        }
        return Files.exists(directory.log().resolve("CURRENT")) ? replayLog(replay, last, most) : last;
    }

    private Last install(Path snapshot, Replay replay) throws IOException {
        SnapshotMeta meta = meta(snapshot);
        try (InputStream state = SnapshotFile.open(snapshot)) {
            replay.install(state);
        } catch (RuntimeException unreadable) {
            throw damaged("the snapshot " + snapshot + " can't be read: " + unreadable.getMessage());
        }
        List<String> peers = new ArrayList<>(meta.getOldPeersList());
        peers.addAll(meta.getPeersList());
        return new Last(
                meta.getLastIncludedIndex(),
                meta.getLastIncludedTerm(),
                voters(peers.stream().map(SurvivorLog::peer).toList()));
    }

    private static PeerId peer(String text) {
        PeerId peer = new PeerId();
        peer.parse(text);
        return peer;
    }

    private static Map<NodeId, FolderId> voters(List<PeerId> peers) {
        Map<NodeId, FolderId> voters = new HashMap<>();
        peers.forEach(peer -> Whereabouts.nameOf(peer).ifPresent(name -> voters.put(name, Whereabouts.folderOf(peer))));
        return voters;
    }

    private SnapshotMeta meta(Path snapshot) throws IOException {
        LocalSnapshotMetaTable table = new LocalSnapshotMetaTable(new RaftOptions());
        Path file = snapshot.resolve(Snapshot.JRAFT_SNAPSHOT_META_FILE);
        if (!Files.exists(file) || !table.loadFromFile(file.toString()) || !table.hasMeta()) {
            throw damaged("the snapshot " + snapshot + " doesn't say which entries it stands for");
        }
        return table.getMeta();
    }

    private Optional<Path> latestSnapshot() throws IOException {
        if (!Files.isDirectory(directory.snapshots())) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(directory.snapshots())) {
            return all.filter(each -> name(each).startsWith(Snapshot.JRAFT_SNAPSHOT_PREFIX))
                    .max(Comparator.comparingLong(SurvivorLog::index));
        }
    }

    private static String name(Path snapshot) {
        return String.valueOf(snapshot.getFileName());
    }

    private static long index(Path snapshot) {
        return Long.parseLong(name(snapshot).substring(Snapshot.JRAFT_SNAPSHOT_PREFIX.length()));
    }

    private Last replayLog(Replay replay, Last from, long most) throws IOException {
        DefaultJRaftServiceFactory library = DefaultJRaftServiceFactory.newInstance();
        LogStorage log = library.createLogStorage(directory.log().toString(), new RaftOptions());
        LogStorageOptions options = new LogStorageOptions();
        options.setGroupId(group);
        options.setConfigurationManager(new ConfigurationManager());
        options.setLogEntryCodecFactory(library.createLogEntryCodecFactory());
        if (!log.init(options)) {
            throw damaged("the log in " + directory.log() + " can't be opened");
        }
        try {
            Last last = from;
            for (long index = from.index() + 1; index <= Math.min(most, log.getLastLogIndex()); index++) {
                last = replay(entry(log, index), last.voters(), replay);
            }
            return last;
        } finally {
            log.shutdown();
        }
    }

    private LogEntry entry(LogStorage log, long index) throws DataDirectoryException {
        LogEntry entry = log.getEntry(index);
        if (entry == null || entry.isCorrupted()) {
            throw damaged("entry " + index + " of the log in " + directory.log() + " is damaged or missing");
        }
        return entry;
    }

    /** Entries of the library's own change its configuration only. */
    private Last replay(LogEntry entry, Map<NodeId, FolderId> voters, Replay replay) throws DataDirectoryException {
        if (entry.getType() == EntryType.ENTRY_TYPE_DATA) {
            ByteBuffer data = entry.getData().duplicate();
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            try {
                replay.apply(bytes);
            } catch (RuntimeException unreadable) {
                throw damaged("entry " + entry.getId().getIndex() + " can't be applied: " + unreadable.getMessage());
            }
        }
        boolean configures = entry.getType() == EntryType.ENTRY_TYPE_CONFIGURATION;
        return new Last(entry.getId().getIndex(), entry.getId().getTerm(), configures ? voters(peers(entry)) : voters);
    }

    private static List<PeerId> peers(LogEntry entry) {
        List<PeerId> peers = new ArrayList<>();
        Optional.ofNullable(entry.getOldPeers()).ifPresent(peers::addAll);
        Optional.ofNullable(entry.getPeers()).ifPresent(peers::addAll);
        return peers;
    }

    private static DataDirectoryException damaged(String what) {
        return new DataDirectoryException(
                Reason.DAMAGED, what + "; try another survivor, or restore the last backup instead");
    }

    /** From now on no node runs on this folder: what is said in {@code why} is told to who tries. */
    public void retire(String why) throws IOException {
        directory.retire(why);
    }

    @Override
    public void close() throws IOException {
        directory.close();
    }
}
