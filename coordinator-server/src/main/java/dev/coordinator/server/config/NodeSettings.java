package dev.coordinator.server.config;

import java.nio.file.Path;

/**
 * What is this node's own.
 *
 * @param id 1 to 64 characters of {@code [A-Za-z0-9._-]}; one of the cluster's nodes
 * @param dataDir as written; a relative one is meant from the working directory
 */
public record NodeSettings(String id, Path dataDir) {

    public NodeSettings {
        Keys.NODE_ID.check(id);
    }
}
