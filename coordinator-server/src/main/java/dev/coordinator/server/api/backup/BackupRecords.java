package dev.coordinator.server.api.backup;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.coordinator.server.journal.Images;
import dev.coordinator.v1.BackupEnd;
import dev.coordinator.v1.BackupHeader;
import dev.coordinator.v1.BackupPart;
import dev.coordinator.v1.BackupRecord;
import dev.coordinator.v1.BackupSource;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** A backup as the records in which it is sent and kept, made one after the other. */
public final class BackupRecords {

    static final int FORMAT = 1;

    /** How many bytes of the state one part has at most. */
    static final int MOST_PART_BYTES = 1 << 16;

    private BackupRecords() {}

    /** Takes records in order; may wait, and by that slows the writing. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes the next one.
         *
         * @param poolsWritten how many pools are in it and those before
         */
        void take(BackupRecord record, int poolsWritten) throws IOException;
    }

    /** Gives {@code sink} all of {@code backup}. Never holds more of it than one part. */
    public static void write(Backup backup, Sink sink) throws IOException {
        sink.take(BackupRecord.newBuilder().setHeader(header(backup)).build(), 0);
        Parts parts = new Parts(sink);
        OutputStream whole = new BufferedOutputStream(parts, MOST_PART_BYTES);
        Images.write(backup.image(), whole, pools -> parts.poolsWritten = pools);
        whole.flush();
        sink.take(BackupRecord.newBuilder().setEnd(parts.end()).build(), parts.poolsWritten);
    }

    static BackupHeader header(Backup backup) {
        Origin origin = backup.origin();
        BackupHeader.Builder header = BackupHeader.newBuilder()
                .setFormat(FORMAT)
                .setClusterId(origin.clusterId())
                .setNodeId(origin.node().value())
                .setSource(wire(origin.source()))
                .setLogIndex(origin.logIndex())
                .setTerm(origin.term())
                .setClusterTimeMs(backup.image().time().millis())
                .setSavedTime(timestamp(origin.savedMillis()))
                .setPools(backup.image().pools().size())
                .setInstances(backup.instances())
                .setHighestEpoch(backup.image().lastEpoch())
                .setVersion(origin.version());
        if (backup.image().newestWallMillis() > 0) {
            header.setNewestTime(timestamp(backup.image().newestWallMillis()));
        }
        return header.build();
    }

    private static BackupSource wire(Origin.Source source) {
        return switch (source) {
            case QUORUM -> BackupSource.BACKUP_SOURCE_QUORUM;
            case NODE -> BackupSource.BACKUP_SOURCE_NODE;
            case SURVIVOR -> BackupSource.BACKUP_SOURCE_SURVIVOR;
        };
    }

    private static Timestamp timestamp(long millis) {
        return Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(millis, 1_000L))
                .setNanos((int) Math.floorMod(millis, 1_000L) * 1_000_000)
                .build();
    }

    static long millis(Timestamp timestamp) {
        return timestamp.getSeconds() * 1_000 + timestamp.getNanos() / 1_000_000;
    }

    /** Each write, of at most a part's size, as one part; what comes in smaller pieces is gathered in front of it. */
    private static final class Parts extends OutputStream {

        private final Sink sink;
        private final MessageDigest digest = Sha256.begin();
        private long bytes;
        private int poolsWritten;

        Parts(Sink sink) {
            this.sink = sink;
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] data, int from, int count) throws IOException {
            for (int done = 0; done < count; done += MOST_PART_BYTES) {
                part(data, from + done, Math.min(MOST_PART_BYTES, count - done));
            }
        }

        private void part(byte[] data, int from, int count) throws IOException {
            digest.update(data, from, count);
            bytes += count;
            BackupPart part = BackupPart.newBuilder()
                    .setData(ByteString.copyFrom(data, from, count))
                    .build();
            sink.take(BackupRecord.newBuilder().setPart(part).build(), poolsWritten);
        }

        BackupEnd end() {
            return BackupEnd.newBuilder()
                    .setBytes(bytes)
                    .setSha256(ByteString.copyFrom(digest.digest()))
                    .build();
        }
    }
}
