package dev.coordinator.server.listening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SocketFileTest {

    private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rw-rw----");

    @TempDir
    Path folder;

    @Test
    void isInItsPlaceWithItsPermissionsAndNothingBeside() throws IOException {
        SocketFile file = SocketFile.prepare(place("api.sock"));
        try (ServerSocketChannel own = listen(file.binding())) {
            assertThat(folder.resolve("api.sock")).doesNotExist();
            file.publish();
            assertThat(own.isOpen()).isTrue();

            assertThat(left()).containsExactly("api.sock");
            assertThat(Files.getPosixFilePermissions(folder.resolve("api.sock")))
                    .isEqualTo(MODE);
        }
        file.remove();
        assertThat(left()).isEmpty();
    }

    @Test
    void replacesWhatAKilledProcessLeft() throws IOException {
        try (ServerSocketChannel killed = listen(folder.resolve("api.sock"))) {
            assertThat(killed.isOpen()).isTrue();
        }
        assertThat(left()).containsExactly("api.sock");

        SocketFile file = SocketFile.prepare(place("api.sock"));

        assertThat(folder.resolve("api.sock")).doesNotExist();
        file.remove();
        assertThat(left()).isEmpty();
    }

    @Test
    void leavesAnothersSocketAlone() throws IOException {
        try (ServerSocketChannel another = listen(folder.resolve("api.sock"))) {
            assertThatThrownBy(() -> SocketFile.prepare(place("api.sock")))
                    .isInstanceOf(IOException.class)
                    .hasMessage("another process listens there");
            assertThat(another.isOpen()).isTrue();
        }
        assertThat(left()).containsExactly("api.sock");
    }

    @Test
    void leavesAnotherKindOfFileAlone() throws IOException {
        Files.writeString(folder.resolve("api.sock"), "dear");

        assertThatThrownBy(() -> SocketFile.prepare(place("api.sock")))
                .isInstanceOf(IOException.class)
                .hasMessage("a file that is no socket is in its place");
        assertThat(folder.resolve("api.sock")).hasContent("dear");
    }

    @Test
    void leavesWhatAnotherProcessPutInItsPlace() throws IOException {
        SocketFile file = SocketFile.prepare(place("api.sock"));
        try (ServerSocketChannel own = listen(file.binding())) {
            file.publish();
            assertThat(own.isOpen()).isTrue();
            Files.delete(folder.resolve("api.sock"));
            try (ServerSocketChannel other = listen(folder.resolve("api.sock"))) {
                file.remove();

                assertThat(other.isOpen()).isTrue();
                assertThat(left()).containsExactly("api.sock");
            }
        }
    }

    @Test
    void saysWhichPathIsTooLong() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("d".repeat(100)));

        assertThatThrownBy(() -> SocketFile.prepare(new UnixPlace(deep.resolve("api.sock"), MODE)))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("the directory's path may have at most \\d+ bytes, and .* has \\d+");
        assertThat(deep).isEmptyDirectory();
    }

    @Test
    void saysWhichDirectoryIsMissing() {
        assertThatThrownBy(() -> SocketFile.prepare(place("none/api.sock")))
                .isInstanceOf(IOException.class)
                .hasMessage("there is no directory " + folder.resolve("none"));
    }

    private UnixPlace place(String name) {
        return new UnixPlace(folder.resolve(name), MODE);
    }

    private Stream<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    private static ServerSocketChannel listen(Path path) throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listening.bind(UnixDomainSocketAddress.of(path));
        return listening;
    }
}
