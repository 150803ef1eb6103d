package dev.coordinator.dist;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coordinator.dist.Unpacked.Ended;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The archive that is installed: what is in it, and that it runs where it is unpacked. */
@Timeout(value = 5, unit = java.util.concurrent.TimeUnit.MINUTES)
final class DistributionIT {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

    /** What the documents show to who reads the source, and who runs the product has no use for. */
    private static final Set<String> ONLY_IN_THE_SOURCE = Set.of(
            "coordinator-client",
            "coordinator-server",
            "coordinator-cli",
            "coordinator-dist",
            "coordinator-server/src/main/java/dev/coordinator/server/lease",
            "coordinator-server/src/test/openapi/check-in.ts",
            "coordinator-server/src/test/resources/scenarios/README.txt",
            "deploy/quickstart.sh");

    @TempDir
    private static Path scratch;

    private static Unpacked product;

    @BeforeAll
    static void unpack() throws Exception {
        product = new Unpacked(scratch);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coordctl", "coordinator-server"})
    void programsRunThroughALinkAndSayTheirVersion(String name) throws Exception {
        Path link = Files.createSymbolicLink(scratch.resolve(name), product.file("bin/" + name));

        Ended ended = product.run(link.toString(), "--version");

        assertThat(ended).isEqualTo(new Ended(0, name + " " + product.version() + "\n"));
    }

    @Test
    void coordctlMakesItsArchiveOfClassesAndRunsWithIt() throws Exception {
        String coordctl = product.file("bin/coordctl").toString();

        assertThat(product.runWith("COORDCTL_ARCHIVE=make", coordctl)).isEqualTo(new Ended(0, ""));

        assertThat(product.file("lib/coordctl.jsa")).isNotEmptyFile();
        Ended loading = product.runWith("COORDCTL_JAVA_OPTS=-Xlog:class+load:stdout", coordctl, "version");
        assertThat(loading.said())
                .containsPattern("dev\\.coordinator\\.cli\\.Coordctl source: shared objects file")
                .containsPattern("picocli\\.CommandLine source: shared objects file");
    }

    @Test
    void aServerRunsAndStopsInOrder() throws Exception {
        List<Integer> ports = freePorts();
        Path log = scratch.resolve("dev.log");
        Process server = product.start(
                log,
                product.file("bin/coordinator-server").toString(),
                "dev",
                "--api-port",
                ports.get(0).toString(),
                "--raft-port",
                ports.get(1).toString(),
                "--http-port",
                "0",
                "--data",
                scratch.resolve("data").toString());
        try {
            Ended granted = checkIn("127.0.0.1:" + ports.get(0));

            assertThat(granted.status()).as(Files.readString(log)).isZero();
            assertThat(granted.said()).contains("primary");
        } finally {
            server.destroy();
            if (!server.waitFor(40, SECONDS)) {
                server.destroyForcibly().waitFor();
            }
        }
        assertThat(server.exitValue()).as(Files.readString(log)).isEqualTo(143);
        assertThat(log).content().contains("event=started", "event=stopped");
    }

    /** As soon as the server answers: it is asked again and again for up to a minute. */
    private static Ended checkIn(String endpoint) throws Exception {
        Ended ended = new Ended(-1, "");
        for (int attempt = 0; attempt < 60 && ended.status() != 0; attempt++) {
            ended = product.run(
                    product.file("bin/coordctl").toString(),
                    "--endpoints",
                    endpoint,
                    "check-in",
                    "orders",
                    "app-1",
                    "--exit-role");
        }
        return ended;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "share/man/man1/coordctl.1",
                "share/man/man1/coordctl-cluster-add.1",
                "share/bash-completion/completions/coordctl",
                "share/zsh/site-functions/_coordctl",
                "share/fish/vendor_completions.d/coordctl.fish",
                "deploy/coordinator.example.yaml",
                "deploy/balancers/haproxy.cfg",
                "docs/operations.md",
                "docs/configuration.md",
                "docs/coordctl.md",
                "README.md",
                "CHANGELOG.md",
                "LICENSE"
            })
    void whatComesWithThemIsThere(String name) {
        assertThat(product.file(name)).isNotEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"coordinator-server.service", "coordctl-run@.service"})
    void theUnitsAreInOrder(String name) throws Exception {
        Path unit = product.file("deploy/systemd/" + name);
        assertThat(unit).isNotEmptyFile();
        assumeTrue(isOnThePath("systemd-analyze"), "systemd-analyze is installed");
        Path here = Files.createDirectories(scratch.resolve("units")).resolve(name);
        Files.writeString(
                here,
                Files.readString(unit)
                        .replace("/opt/coordinator", product.file("").toString()));

        assertThat(product.run("systemd-analyze", "verify", "--man=no", here.toString()))
                .isEqualTo(new Ended(0, ""));
    }

    @Test
    void everyLinkOfItsDocumentsLeadsSomewhere() throws IOException {
        List<Path> documents;
        try (Stream<Path> files = Files.walk(product.file(""))) {
            documents = files.filter(file -> file.toString().endsWith(".md")).toList();
        }
        Path source = Path.of("..").toAbsolutePath().normalize();
        List<String> links = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        for (Path document : documents) {
            for (String link : links(document)) {
                Path target = document.resolveSibling(link).normalize();
                Path name = product.file("").normalize().relativize(target);
                boolean onlyInTheSource =
                        ONLY_IN_THE_SOURCE.contains(name.toString()) && Files.exists(source.resolve(name));
                links.add(link);
                if (!Files.exists(target) && !onlyInTheSource) {
                    broken.add(document.getFileName() + " -> " + link);
                }
            }
        }

        assertThat(links).hasSizeGreaterThan(100);
        assertThat(broken).isEmpty();
    }

    /** Those to places of the same tree, without the place within a document. */
    private static List<String> links(Path document) throws IOException {
        return LINK.matcher(Files.readString(document))
                .results()
                .map(found -> found.group(1))
                .filter(link -> !link.contains("://"))
                .toList();
    }

    private static boolean isOnThePath(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Nothing in it tells when, where or by whom it was built, so two builds are the same bytes. */
    @Test
    void everyEntryIsOfTheSameTimeAndOfRoot() throws Exception {
        Ended listed = product.run(
                "env",
                "TZ=UTC",
                "LC_ALL=C",
                "tar",
                "--full-time",
                "-tvzf",
                product.archive().toString());

        assertThat(listed.status()).isZero();
        assertThat(listed.said().lines())
                .hasSizeGreaterThan(100)
                .allMatch(line ->
                        line.matches("[-d]rw[-x]r-[-x]r-[-x] root/root +\\d+ 2026-01-01 00:00:00 coordinator-.*"));
    }

    private static List<Integer> freePorts() throws IOException {
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket two = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return List.of(one.getLocalPort(), two.getLocalPort());
        }
    }
}
