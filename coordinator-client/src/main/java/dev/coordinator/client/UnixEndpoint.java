package dev.coordinator.client;

import java.nio.file.Path;

/**
 * A Unix domain socket of this machine where a coordinator takes requests. TLS is not spoken there: the permissions of
 * its file say who may connect.
 *
 * @param path absolute
 */
public record UnixEndpoint(Path path) implements Endpoint {

    public UnixEndpoint {
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("'unix:" + path + "': the path of a socket begins with /");
        }
    }

    @Override
    public String toString() {
        return PREFIX + path;
    }
}
