package dev.coordinator.client.fencing;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.coordinator.client.Epoch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The highest epoch a service has accepted, in a file that outlives a crash of its machine. */
final class EpochFile {

    private final Path folder;
    private final Path file;

    /** The file must be there: the installation writes a 0 into it. A lost one would let every late writer in. */
    EpochFile(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("epoch");
    }

    long read() throws IOException {
        return Long.parseLong(Files.readString(file).strip());
    }

    // region write
    void write(Epoch epoch) throws IOException {
        Path next = folder.resolve("epoch.next");
        try (FileChannel channel = FileChannel.open(next, CREATE, WRITE, TRUNCATE_EXISTING)) {
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(epoch.toString());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel channel = FileChannel.open(folder, READ)) {
            channel.force(true); // the new name too
        }
    }
    // endregion
}
