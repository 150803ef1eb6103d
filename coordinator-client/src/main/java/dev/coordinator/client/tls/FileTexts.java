package dev.coordinator.client.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** What the files hold at one moment, each byte a character. */
record FileTexts(Optional<String> authorities, Optional<String> certificate, Optional<String> key) {

    private static final int MOST_BYTES = 1 << 20;

    static FileTexts read(ClientTls tls) {
        return new FileTexts(
                tls.authorities().map(FileTexts::read),
                tls.own().map(own -> read(own.certificate())),
                tls.own().map(own -> read(own.key())));
    }

    private static String read(Path file) {
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IllegalArgumentException(file + ": must be no longer than 1 MiB");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + ": does not exist", e);
        } catch (AccessDeniedException e) {
            throw new IllegalArgumentException(file + ": may not be read by this user", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": can't be read: " + e.getMessage(), e);
        }
    }

    /** Nothing of the key. */
    @Override
    public String toString() {
        return "FileTexts[]";
    }
}
