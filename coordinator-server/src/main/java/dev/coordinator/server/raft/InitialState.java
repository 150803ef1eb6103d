package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.entity.RaftOutter.SnapshotMeta;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotWriter;
import com.alipay.sofa.jraft.storage.snapshot.local.LocalSnapshotStorage;
import dev.coordinator.server.replication.SnapshotImage;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What a node of a new cluster begins with, where that isn't nothing: a snapshot, as if the cluster's log had led to it.
 *
 * <p>All nodes of the cluster must begin with the same one. The members are those of the settings.
 *
 * @param index the last entry that the snapshot stands for, above 0; the log goes on behind it
 */
public record InitialState(long index, SnapshotImage image) {

    /** A new group has had no election: the term of its first leader is the next one at the earliest. */
    private static final long TERM = 1;

    public InitialState {
        if (index < 1) {
            throw new IllegalArgumentException("a state stands for 1 entry at least, not " + index);
        }
    }

    /**
     * Makes an empty or absent folder that of a node that begins with this state.
     *
     * @throws DataDirectoryException if anything is in it already
     */
    public void bootstrap(RaftSettings settings) throws IOException {
        RaftEnvironment.prepare(settings.group());
        DataDirectory.bootstrap(
                settings.directory(), settings.clusterId(), settings.self(), folder -> write(folder, settings));
    }

    private void write(Path folder, RaftSettings settings) throws IOException {
        LocalSnapshotStorage storage = new LocalSnapshotStorage(folder.toString(), "", new RaftOptions());
        if (!storage.init(null)) {
            throw new IOException("the first snapshot can't be made in " + folder);
        }
        try (SnapshotWriter writer = storage.create()) {
            SnapshotFile.write(Path.of(writer.getPath()), image);
            SnapshotMeta.Builder meta =
                    SnapshotMeta.newBuilder().setLastIncludedIndex(index).setLastIncludedTerm(TERM);
            Whereabouts.first(settings.members().keySet()).listPeers().forEach(peer -> meta.addPeers(peer.toString()));
            if (!writer.addFile(SnapshotFile.NAME) || !writer.saveMeta(meta.build())) {
                throw new IOException("the first snapshot can't be completed in " + folder);
            }
        }
        DurableFiles.syncDirectory(folder);
    }
}
