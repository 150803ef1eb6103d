package dev.coordinator.server.api.backup;

import dev.coordinator.v1.BackupRecord;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A backup in a file: eight bytes of magic, then each record with its length in four bytes before it and its CRC-32C in
 * four bytes after it.
 */
public final class BackupFile {

    static final byte[] MAGIC = "COORDBAK".getBytes(StandardCharsets.US_ASCII);

    private BackupFile() {}

    /**
     * Writes a file that is there whole or not at all, and outlives a power cut once this returns.
     *
     * @throws FileAlreadyExistsException if there is something of that name; it is left as it is
     */
    public static void write(Path file, Backup backup) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path folder = file.toAbsolutePath().getParent();
        Path unfinished = Files.createTempFile(folder, file.getFileName().toString(), ".partial");
        try {
            writeAll(unfinished, backup);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private static void writeAll(Path file, Backup backup) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                OutputStream buffered = new BufferedOutputStream(Channels.newOutputStream(channel))) {
            DataOutputStream out = new DataOutputStream(buffered);
            out.write(MAGIC);
            BackupRecords.write(backup, (record, pools) -> write(record, out));
            out.flush();
            channel.force(true);
        }
    }

    private static void write(BackupRecord record, DataOutputStream out) throws IOException {
        byte[] bytes = record.toByteArray();
        out.writeInt(bytes.length);
        out.write(bytes);
        out.writeInt(checksum(bytes));
    }

    static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /**
     * Reads a backup to its end and looks at all its checksums.
     *
     * @throws BackupException if it is not one, or not whole, or of a later format, or contradicts itself
     */
    public static StoredBackup read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new BackupReader(file.toString(), in).read();
        }
    }
}
