package dev.coordinator.server.api.backup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A backup that was read from a file.
 *
 * @param fingerprint the SHA-256 of the whole file in hexadecimal
 */
public record StoredBackup(Backup backup, String fingerprint) {

    private static final int MARK_DIGITS = 16;

    /** What only this file together with {@code words} has, but for a chance of 2^-64: 16 hexadecimal digits. */
    public String mark(String words) {
        MessageDigest digest = Sha256.begin();
        digest.update((fingerprint + " " + words).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest()).substring(0, MARK_DIGITS);
    }
}
