package dev.coordinator.cli.backup;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.coordinator.v1.BackupHeader;
import dev.coordinator.v1.BackupRecord;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A backup in a file, looked through to its end. */
record SavedBackup(Path file, BackupHeader header, long size) {

    /**
     * Reads it and looks at all its checksums.
     *
     * @throws BadBackup when it is not one, not whole, or of a later format
     * @throws IOException when the file can't be read
     */
    static SavedBackup verify(Path file) throws IOException {
        Sequence sequence = new Sequence();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            Framing.expectBeginning(in);
            for (Optional<BackupRecord> record = Framing.read(in); record.isPresent(); record = Framing.read(in)) {
                sequence.next(record.get());
            }
        } catch (EOFException cut) {
            // What it lacks is told below.
            return new SavedBackup(file, sequence.complete(), Files.size(file));
        } catch (InvalidProtocolBufferException unreadable) {
            throw Framing.damaged();
        }
        return new SavedBackup(file, sequence.complete(), Files.size(file));
    }
}
