package dev.coordinator.server.listening;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a Unix domain socket. It is bound where only this user can come, in a folder beside its place, and gets
 * there by one rename once its permissions are right: nobody connects who may not, and nobody finds it half made.
 */
public final class SocketFile {

    private static final Logger LOG = LoggerFactory.getLogger(SocketFile.class);

    /** What the system's address of a socket holds, without the zero at its end. */
    private static final int LONGEST_PATH_BYTES = 107;

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final UnixPlace place;
    private final Path made;
    private @Nullable Object key;

    private SocketFile(UnixPlace place, Path made) {
        this.place = place;
        this.made = made;
    }

    /**
     * Makes ready to bind {@link #binding}. A file that a process left behind is removed.
     *
     * @throws IOException when something else is there, or a process that listens, or the path is too long
     */
    public static SocketFile prepare(UnixPlace place) throws IOException {
        Path path = place.path().toAbsolutePath();
        Path folder = Objects.requireNonNull(path.getParent(), "a file has a folder");
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no directory " + folder);
        }
        clear(path);
        Path made = Files.createTempDirectory(folder, ".s", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        SocketFile file = new SocketFile(new UnixPlace(path, place.permissions()), made);
        int bytes = file.binding().toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_PATH_BYTES) {
            Files.delete(made);
            int beside = bytes - folder.toString().getBytes(StandardCharsets.UTF_8).length;
            throw new IOException("the directory's path may have at most " + (LONGEST_PATH_BYTES - beside)
                    + " bytes, and " + folder + " has " + (bytes - beside));
        }
        return file;
    }

    private static void clear(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!attributes(path).isOther()) {
            throw new IOException("a file that is no socket is in its place");
        }
        if (someoneListens(path)) {
            throw new IOException("another process listens there");
        }
        Files.delete(path);
    }

    private static boolean someoneListens(Path path) throws IOException {
        try (SocketChannel asking = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return asking.connect(UnixDomainSocketAddress.of(path));
        } catch (ConnectException refused) {
            return false;
        }
    }

    /** Where to bind. */
    public Path binding() {
        return made.resolve("s");
    }

    /** To be called once {@link #binding} is listened on: puts the socket in its place. */
    public void publish() throws IOException {
        Files.setPosixFilePermissions(binding(), place.permissions());
        key = attributes(binding()).fileKey();
        Files.move(binding(), place.path(), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(made);
    }

    /** Removes what is there, unless another process has put its own in the place. */
    public void remove() {
        try {
            Files.deleteIfExists(binding());
            Files.deleteIfExists(made);
            if (isOwn(place.path())) {
                Files.delete(place.path());
            }
        } catch (IOException e) {
            LOG.warn("event=socket-file-left path={}", place.path(), e);
        }
    }

    private boolean isOwn(Path path) throws IOException {
        Object own = key;
        return own != null
                && Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                && own.equals(attributes(path).fileKey());
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
