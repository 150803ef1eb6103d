package dev.coordinator.server.raft;

import dev.coordinator.server.replication.LogMeter;
import dev.coordinator.server.replication.SnapshotImage;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one file of a snapshot. The library syncs its own files around it, but not this one. */
final class SnapshotFile {

    static final String NAME = "state";

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotFile.class);
    private static final int BUFFER_BYTES = 1 << 16;

    private SnapshotFile() {}

    static void write(Path snapshot, SnapshotImage image) throws IOException {
        try (FileChannel file = FileChannel.open(
                        snapshot.resolve(NAME),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file), BUFFER_BYTES)) {
            image.writeTo(out);
            out.flush();
            file.force(true);
        }
        DurableFiles.syncDirectory(snapshot);
    }

    /** Says of a snapshot on the disk how large it is and how old; what can't be told is left out. */
    static void tell(Path snapshot, long index, LogMeter meter) {
        Path file = snapshot.resolve(NAME);
        try {
            meter.snapshotKept(
                    index, Files.size(file), Files.getLastModifiedTime(file).toMillis());
        } catch (IOException untold) {
            LOG.warn("event=snapshot-not-measured index={}", index, untold);
        }
    }

    /** Syncs what was received before it is relied on: the log it replaces is dropped afterwards. */
    static InputStream open(Path snapshot) throws IOException {
        try (FileChannel file = FileChannel.open(snapshot.resolve(NAME), StandardOpenOption.READ)) {
            file.force(true);
        }
        DurableFiles.syncDirectory(snapshot);
        return new BufferedInputStream(Files.newInputStream(snapshot.resolve(NAME)), BUFFER_BYTES);
    }
}
