package dev.coordinator.cli.backup;

import dev.coordinator.v1.BackupRecord;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * How records stand in a file: behind eight bytes of magic, each with its length in four bytes before it and its CRC-32C in
 * four bytes after it.
 */
final class Framing {

    private static final byte[] MAGIC = "COORDBAK".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_RECORD = 1 << 20;

    private Framing() {}

    static void begin(DataOutputStream out) throws IOException {
        out.write(MAGIC);
    }

    static void write(BackupRecord record, DataOutputStream out) throws IOException {
        byte[] message = record.toByteArray();
        out.writeInt(message.length);
        out.write(message);
        out.writeInt(crc(message));
    }

    static void expectBeginning(DataInputStream in) throws IOException {
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new BadBackup("it is not a backup of a coordinator");
        }
    }

    /** The next record; empty at the end of the file. */
    static Optional<BackupRecord> read(DataInputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
        if (length < 0 || length > LONGEST_RECORD) {
            throw damaged();
        }
        byte[] message = new byte[length];
        in.readFully(message);
        if (in.readInt() != crc(message)) {
            throw damaged();
        }
        return Optional.of(BackupRecord.parseFrom(message));
    }

    static BadBackup damaged() {
        return new BadBackup("it is damaged: a checksum doesn't match; use another copy");
    }

    private static int crc(byte[] message) {
        CRC32C crc = new CRC32C();
        crc.update(message);
        return (int) crc.getValue();
    }
}
