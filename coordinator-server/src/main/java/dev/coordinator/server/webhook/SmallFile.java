package dev.coordinator.server.webhook;

import dev.coordinator.server.outbox.WebhookName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** Reads the files that a webhook's settings name. */
final class SmallFile {

    private static final int MOST_BYTES = 1 << 20;

    private SmallFile() {}

    /** Whether everybody on this machine may read it; false where there are no such permissions. */
    static boolean isForEveryone(Path file) {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException untold) {
            return false;
        }
    }

    /** All of it, each byte a character. */
    static String read(WebhookName webhook, Path file) throws WebhookException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new WebhookException(webhook, file, "must be no longer than 1MiB");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new WebhookException(webhook, file, "does not exist");
        } catch (AccessDeniedException e) {
            throw new WebhookException(webhook, file, "may not be read by this user");
        } catch (WebhookException e) {
            throw e;
        } catch (IOException e) {
            throw new WebhookException(webhook, file, "can't be read: " + e.getMessage());
        }
    }
}
