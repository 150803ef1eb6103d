package dev.coordinator.server.security;

import java.nio.file.Path;

/**
 * A file, and the setting that names it, because a message must say both.
 *
 * @param setting as it is written in the configuration: {@code api.tls.key}
 */
public record NamedFile(String setting, Path path) {

    @Override
    public String toString() {
        return setting + ": " + path;
    }
}
