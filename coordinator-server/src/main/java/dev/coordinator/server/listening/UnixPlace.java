package dev.coordinator.server.listening;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * A Unix domain socket.
 *
 * @param path of its file
 * @param permissions of its file; whoever may write to it may connect
 */
public record UnixPlace(Path path, Set<PosixFilePermission> permissions) {

    public UnixPlace {
        permissions = Set.copyOf(permissions);
    }

    @Override
    public String toString() {
        return "unix:" + path;
    }
}
