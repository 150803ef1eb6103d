package dev.coordinator.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class ContentsTest {

    private final Contents contents = new Contents();

    @Test
    void theReadmeListsWhatIsThereAndWhatIsNot() throws IOException {
        contents.add("a.txt", "The first.", "token=x");
        contents.omit("b.txt: no answer in time");

        Map<String, String> files = files();

        assertThat(files.keySet()).containsExactly("README.txt", "a.txt");
        assertThat(files.get("README.txt"))
                .startsWith("A title.\n\nWhat is here:\n\na.txt\n    The first.\n")
                .contains("What was left out:")
                .contains("- b.txt: no answer in time\n");
        assertThat(files.get("a.txt")).isEqualTo("token= (redacted)");
    }

    @Test
    void itIsBoundedAndSaysWhatIsCut() throws IOException {
        String large = "x".repeat(Contents.MOST_BYTES_OF_ONE + 1);
        for (int number = 0; number < 9; number++) {
            contents.add(number + ".txt", "Large.", large);
        }

        assertThat(files().values().stream().mapToInt(String::length).sum()).isLessThan(Contents.MOST_BYTES + 10_000);
        assertThat(contents.omitted())
                .contains("0.txt: only its first 4194304 of 4194305 bytes are here", "8.txt: the bundle is full");
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        byte[] zipped = contents.zipped("A title.", Instant.EPOCH.plusSeconds(1_772_366_400));
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
