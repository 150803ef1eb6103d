package dev.coordinator.server.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder that goes with its user. */
record TemporaryFolder(Path path) {

    private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);

    /** One of a name that nobody else has, which its user makes. */
    static TemporaryFolder named(String prefix) {
        String name = prefix + Long.toUnsignedString(new SecureRandom().nextLong());
        return new TemporaryFolder(Path.of(System.getProperty("java.io.tmpdir"), name));
    }

    /** Removes it with all that is in it; says so where that fails. Idempotent. */
    void delete() {
        try {
            if (Files.exists(path)) {
                for (Path each : deepestFirst()) {
                    Files.deleteIfExists(each);
                }
            }
        } catch (IOException failed) {
            LOG.warn("event=temporary-folder-left path={} why=\"{}\"", path, failed.toString());
        }
    }

    private List<Path> deepestFirst() throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            return all.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
