package dev.coordinator.server.raft;

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

/** The one file of a snapshot. The library syncs its own files around it, but not this one. */
final class SnapshotFile {

    static final String NAME = "state";

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

    /** Syncs what was received before it is relied on: the log it replaces is dropped afterwards. */
    static InputStream open(Path snapshot) throws IOException {
        try (FileChannel file = FileChannel.open(snapshot.resolve(NAME), StandardOpenOption.READ)) {
            file.force(true);
        }
        DurableFiles.syncDirectory(snapshot);
        return new BufferedInputStream(Files.newInputStream(snapshot.resolve(NAME)), BUFFER_BYTES);
    }
}
