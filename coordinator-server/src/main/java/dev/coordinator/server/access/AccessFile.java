package dev.coordinator.server.access;

import dev.coordinator.server.config.ConfigurationException;
import dev.coordinator.server.config.Problems;
import dev.coordinator.server.config.StrictYaml;
import dev.coordinator.server.config.Written;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The file that says who may do what, and the files of keys beside it. */
final class AccessFile {

    private static final int MOST_KEY_BYTES = 256 * 1024;
    private static final int SHOWN = 19;

    private final Path path;
    private final InstantSource clock;
    private final Set<Path> keyFiles = new TreeSet<>();

    AccessFile(Path path, InstantSource clock) {
        this.path = path;
        this.clock = clock;
    }

    /** Another one after every change of what would be read; of all files that were named when it was read last. */
    String fingerprint() {
        StringBuilder all = new StringBuilder(bytes(path));
        keyFiles.forEach(each -> all.append('/').append(bytes(each)));
        return TokenHash.of(all.toString()).toString().substring(0, SHOWN);
    }

    private static String bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(1 << 20), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "unreadable";
        }
    }

    /** @throws AccessException with every problem there is, in the order met */
    Rules read() throws AccessException {
        Problems problems = new Problems(path.toString());
        keyFiles.clear();
        Optional<Rules> rules =
                StrictYaml.read(path, problems).flatMap(root -> new RulesText(problems, this::keys, clock).rules(root));
        try {
            problems.throwIfAny();
        } catch (ConfigurationException wrong) {
            throw new AccessException(String.valueOf(wrong.getMessage()));
        }
        return rules.orElseThrow(() -> new AccessException(path + ": holds no rules; nobody could do anything"));
    }

    /**
     * What a file of keys holds; a relative name is meant from the folder of this file.
     *
     * @throws IllegalArgumentException saying why it can't be read
     */
    private String keys(Path file) {
        Path found = path.toAbsolutePath().resolveSibling(file);
        keyFiles.add(found);
        try (InputStream in = Files.newInputStream(found)) {
            byte[] bytes = in.readNBytes(MOST_KEY_BYTES + 1);
            if (bytes.length > MOST_KEY_BYTES) {
                throw new IllegalArgumentException("must be a file no longer than 256KiB");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException("must be a file that can be read (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }

    /** The root of a document as a section, or a problem. */
    static Optional<Written.Section> section(Written root, Problems problems) {
        if (root instanceof Written.Section section) {
            return Optional.of(section);
        }
        problems.addAt(root.where(), "must hold keys, not " + root.described());
        return Optional.empty();
    }
}
