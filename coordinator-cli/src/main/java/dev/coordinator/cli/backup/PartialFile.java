package dev.coordinator.cli.backup;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file on its way, beside the place where it will be when it is whole. Its owner alone may read it. */
final class PartialFile implements AutoCloseable {

    private final Path target;
    private final boolean overwrite;
    private final Path path;
    private final FileChannel channel;
    private DataOutputStream out;

    /** @throws FileAlreadyExistsException when the target is there and must not be replaced */
    PartialFile(Path target, boolean overwrite) throws IOException {
        this.target = target;
        this.overwrite = overwrite;
        requireRoom();
        path = Files.createTempFile(folder(), target.getFileName() + ".", ".partial");
        channel = FileChannel.open(path, StandardOpenOption.WRITE);
        out = empty();
    }

    private DataOutputStream empty() {
        return new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
    }

    /** Forgets what was written. */
    void restart() throws IOException {
        channel.truncate(0);
        out = empty();
    }

    private void requireRoom() throws IOException {
        if (Files.isDirectory(target) || (Files.exists(target) && !overwrite)) {
            throw new FileAlreadyExistsException(target.toString());
        }
    }

    private Path folder() {
        Path parent = target.toAbsolutePath().getParent();
        return parent == null ? target.toAbsolutePath() : parent;
    }

    Path path() {
        return path;
    }

    DataOutputStream out() {
        return out;
    }

    /** Everything written so far outlives a power cut. */
    void sync() throws IOException {
        out.flush();
        channel.force(true);
    }

    /** Puts it in its place. */
    void finish() throws IOException {
        requireRoom();
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel names = FileChannel.open(folder(), StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /** Removes what was not finished. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            Files.deleteIfExists(path);
        }
    }
}
