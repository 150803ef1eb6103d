package dev.coordinator.server.config;

import java.nio.file.Path;
import java.util.Optional;

/** A YAML file as a tree of what was written and where; for the files that the configuration names. */
public final class StrictYaml {

    private StrictYaml() {}

    /**
     * Reads one document of at most 1 MiB. Anchors, aliases and names that are written twice are problems.
     *
     * @return empty if it can't be read at all, which {@code problems} then says
     */
    public static Optional<Written> read(Path file, Problems problems) {
        return FileSettings.text(file, problems).flatMap(text -> YamlText.parse(file.toString(), text, problems));
    }
}
