package dev.coordinator.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose code comes along is told, and its licence comes along too. */
final class ThirdPartyIT {

    private static final String OWN = "coordinator-";
    private static final Pattern JAR = Pattern.compile("(.+?)-\\d.*\\.jar");
    private static final Pattern ROW = Pattern.compile("\\| ([\\w-]+) \\| [\\w.-]+ \\| .+ \\| `([\\w.-]+)` \\|");

    @TempDir
    private static Path scratch;

    private static Unpacked product;

    @BeforeAll
    static void unpack() throws Exception {
        product = new Unpacked(scratch);
    }

    @Test
    void theTableNamesEveryLibraryAndNoOther() throws Exception {
        Set<String> libraries = new TreeSet<>();
        try (Stream<Path> jars = Files.list(product.file("lib/server"))) {
            jars.forEach(jar -> add(libraries, jar));
        }
        String classpath = Files.readString(Path.of("..", "coordinator-cli", "target", "coordctl.classpath"));
        Stream.of(classpath.strip().split(":", -1)).forEach(jar -> add(libraries, Path.of(jar)));

        assertThat(libraries).hasSizeGreaterThan(60).containsExactlyElementsOf(table().keySet());
    }

    private static void add(Set<String> libraries, Path jar) {
        Matcher name = JAR.matcher(jar.getFileName().toString());
        assertThat(name.matches()).as(jar.toString()).isTrue();
        if (!name.group(1).startsWith(OWN)) {
            libraries.add(name.group(1));
        }
    }

    @Test
    void everyLicenceIsThere() throws Exception {
        assertThat(new TreeSet<>(table().values()))
                .allSatisfy(text -> assertThat(product.file(text.equals("LICENSE") ? text : "licences/" + text))
                        .isNotEmptyFile());
    }

    @Test
    void coordctlsJarHasThemToo() throws Exception {
        try (JarFile jar = new JarFile(product.file("lib/coordctl.jar").toFile())) {
            assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
            assertThat(jar.getEntry("META-INF/licences/THIRD-PARTY.md")).isNotNull();
            assertThat(jar.getEntry("META-INF/licences/bouncy-castle.txt")).isNotNull();
        }
    }

    /** Library → the file that holds its licence. */
    private static Map<String, String> table() throws IOException {
        Map<String, String> table = new TreeMap<>();
        Files.readAllLines(product.file("licences/THIRD-PARTY.md")).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .forEach(row -> table.put(row.group(1), row.group(2)));
        return table;
    }
}
