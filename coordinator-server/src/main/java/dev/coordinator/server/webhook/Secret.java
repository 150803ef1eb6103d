package dev.coordinator.server.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a receiver and the coordinators both know, and nobody else. */
final class Secret {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;
    private static final int ID_BYTES = 4;

    private final SecretKeySpec key;
    private final String id;

    private Secret(byte[] bytes) {
        key = new SecretKeySpec(bytes, ALGORITHM);
        id = HexFormat.of().formatHex(digest(bytes), 0, ID_BYTES);
    }

    /** Of {@code whsec_} and the base64 of 24 to 64 random bytes, white space around it; empty, if it is anything else. */
    static Optional<Secret> parse(String text) {
        String trimmed = text.strip();
        if (!trimmed.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(trimmed.substring(PREFIX.length()));
            return bytes.length < LEAST_BYTES || bytes.length > MOST_BYTES
                    ? Optional.empty()
                    : Optional.of(new Secret(bytes));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Tells it from others without giving it away: the first four bytes of its SHA-256, as hexadecimal digits. */
    String id() {
        return id;
    }

    /** {@code v1,} and the base64 of the HMAC-SHA256 of {@code text}. */
    String sign(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] signature = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Nothing of the key. */
    @Override
    public String toString() {
        return "Secret[" + id + "]";
    }
}
