package dev.coordinator.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Screens as they were approved, one file each. {@code -Dscreens.rewrite=true} writes them anew: read the difference. */
final class GoldenScreens {

    private static final Path FOLDER = Path.of("src/test/resources/dev/coordinator/cli/top");

    private GoldenScreens() {}

    static void assertMatches(String name, List<String> lines) throws IOException {
        Path file = FOLDER.resolve(name + ".txt");
        String seen = String.join("\n", lines).replaceAll("(?m) +$", "").stripTrailing() + "\n";
        if (Boolean.getBoolean("screens.rewrite")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, seen);
        }
        assertThat(seen).isEqualTo(Files.readString(file));
    }
}
