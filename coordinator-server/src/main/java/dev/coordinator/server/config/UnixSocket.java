package dev.coordinator.server.config;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * A Unix domain socket that the node listens on besides; none unless there is a path.
 *
 * @param path of its file
 * @param mode the file's permissions; whoever may write to it may connect
 */
public record UnixSocket(Optional<Path> path, Set<PosixFilePermission> mode) {

    public UnixSocket {
        mode = Set.copyOf(mode);
    }
}
