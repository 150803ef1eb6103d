package dev.coordinator.server.api.backup;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.coordinator.server.journal.Images;
import dev.coordinator.server.journal.JournalException;
import dev.coordinator.server.lease.StateImage;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.v1.BackupEnd;
import dev.coordinator.v1.BackupHeader;
import dev.coordinator.v1.BackupRecord;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** Reads one backup; what is wrong with it is told with the place. */
final class BackupReader {

    private static final int MOST_RECORD_BYTES = 1 << 20;

    private final String name;
    private final MessageDigest fingerprint = Sha256.begin();
    private final MessageDigest digest = Sha256.begin();
    private final DataInputStream in;
    private long place;
    private long bytes;
    private boolean ended;

    BackupReader(String name, InputStream in) {
        this.name = name;
        this.in = new DataInputStream(new DigestInputStream(new BufferedInputStream(in), fingerprint));
    }

    StoredBackup read() throws IOException {
        BackupHeader header = header();
        StateImage image = image();
        if (in.read() >= 0) {
            throw new BackupException(name + " goes on after its end; it is damaged");
        }
        Backup backup = new Backup(origin(header), image);
        if (!BackupRecords.header(backup).equals(header)) {
            throw new BackupException(name + " contradicts itself: what its header says is not what its state is");
        }
        return new StoredBackup(backup, HexFormat.of().formatHex(fingerprint.digest()));
    }

    private BackupHeader header() throws IOException {
        if (!Arrays.equals(in.readNBytes(BackupFile.MAGIC.length), BackupFile.MAGIC)) {
            throw new BackupException(name + " is not a backup of a coordinator");
        }
        place = BackupFile.MAGIC.length;
        BackupRecord first = next();
        if (!first.hasHeader()) {
            throw damaged();
        }
        if (first.getHeader().getFormat() != BackupRecords.FORMAT) {
            throw new BackupException(name + " has format "
                    + Integer.toUnsignedString(first.getHeader().getFormat()) + ", this release reads "
                    + BackupRecords.FORMAT + "; use the release that wrote it, or a newer one");
        }
        return first.getHeader();
    }

    private StateImage image() throws IOException {
        try {
            return Images.read(new State()).state();
        } catch (JournalException unreadable) {
            throw new BackupException(
                    "the state in " + name + " can't be read by this release: " + unreadable.getMessage(), unreadable);
        }
    }

    private Origin origin(BackupHeader header) throws BackupException {
        try {
            return new Origin(
                    header.getClusterId(),
                    new NodeId(header.getNodeId()),
                    source(header),
                    header.getLogIndex(),
                    header.getTerm(),
                    BackupRecords.millis(header.getSavedTime()),
                    header.getVersion());
        } catch (IllegalArgumentException wrong) {
            throw new BackupException("the header of " + name + " makes no sense: " + wrong.getMessage(), wrong);
        }
    }

    private static Origin.Source source(BackupHeader header) {
        return switch (header.getSource()) {
            case BACKUP_SOURCE_QUORUM -> Origin.Source.QUORUM;
            case BACKUP_SOURCE_NODE -> Origin.Source.NODE;
            case BACKUP_SOURCE_SURVIVOR -> Origin.Source.SURVIVOR;
            case BACKUP_SOURCE_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("source " + header.getSourceValue());
        };
    }

    private BackupRecord next() throws IOException {
        byte[] frame = in.readNBytes(Integer.BYTES);
        requireAll(frame, Integer.BYTES);
        int length = ByteBuffer.wrap(frame).getInt();
        if (length < 0 || length > MOST_RECORD_BYTES) {
            throw damaged();
        }
        byte[] record = in.readNBytes(length);
        requireAll(record, length);
        byte[] checksum = in.readNBytes(Integer.BYTES);
        requireAll(checksum, Integer.BYTES);
        if (ByteBuffer.wrap(checksum).getInt() != BackupFile.checksum(record)) {
            throw damaged();
        }
        try {
            BackupRecord parsed = BackupRecord.parseFrom(record);
            place += 2L * Integer.BYTES + length;
            return parsed;
        } catch (InvalidProtocolBufferException unreadable) {
            throw damaged();
        }
    }

    private void requireAll(byte[] read, int wanted) throws BackupException {
        if (read.length < wanted) {
            throw new BackupException(
                    name + " is cut off after its first " + place + " bytes that are whole; save or copy it again");
        }
    }

    private BackupException damaged() {
        return new BackupException(
                name + " is damaged behind byte " + place + ": a checksum does not match; use another copy");
    }

    private void end(BackupEnd end) throws BackupException {
        boolean whole = end.getBytes() == bytes && end.getSha256().equals(ByteString.copyFrom(digest.digest()));
        if (!whole) {
            throw new BackupException(name + " is damaged: the checksum of all of it does not match; use another copy");
        }
        ended = true;
    }

    /** The data of all parts; its end is the backup's end. */
    private final class State extends InputStream {

        private byte[] part = {};
        private int used;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int count) throws IOException {
            if (count == 0) {
                return 0;
            }
            if (used == part.length && !more()) {
                return -1;
            }
            int taken = Math.min(count, part.length - used);
            System.arraycopy(part, used, into, from, taken);
            used += taken;
            return taken;
        }

        private boolean more() throws IOException {
            if (ended) {
                return false;
            }
            BackupRecord record = next();
            if (record.hasEnd()) {
                end(record.getEnd());
                return false;
            }
            if (!record.hasPart() || record.getPart().getData().isEmpty()) {
                throw damaged();
            }
            part = record.getPart().getData().toByteArray();
            used = 0;
            digest.update(part);
            bytes += part.length;
            return true;
        }
    }
}
