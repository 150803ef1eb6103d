package dev.coordinator.server.security;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;

/** What the files hold at one moment, each byte a character. */
record FileTexts(String certificate, String key, Optional<String> authorities) {

    private static final int MOST_BYTES = 1 << 20;

    static FileTexts read(TlsSources sources) throws TlsException {
        Optional<String> authorities = sources.authorities().isPresent()
                ? Optional.of(read(sources.authorities().get()))
                : Optional.empty();
        return new FileTexts(read(sources.certificate()), read(sources.key()), authorities);
    }

    private static String read(NamedFile file) throws TlsException {
        try (InputStream in = Files.newInputStream(file.path())) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new TlsException(file, "must be no longer than 1MiB");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new TlsException(file, "does not exist");
        } catch (AccessDeniedException e) {
            throw new TlsException(file, "may not be read by this user");
        } catch (TlsException e) {
            throw e;
        } catch (IOException e) {
            throw new TlsException(file, "can't be read: " + e.getMessage());
        }
    }

    /** Whether everybody on this machine may read it; false where there are no such permissions. */
    static boolean isForEveryone(NamedFile file) {
        try {
            return Files.getPosixFilePermissions(file.path()).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException untold) {
            return false;
        }
    }

    /** Nothing of the key. */
    @Override
    public String toString() {
        return "FileTexts[" + certificate.length() + " bytes of certificates]";
    }
}
