package dev.coordinator.server.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The SHA-256 of a token, which is all that is kept of it. Plain and unsalted, because tokens are random and too long to be
 * guessed; they are no passwords.
 */
final class TokenHash {

    static final String SHAPE = "sha256: and 64 hexadecimal digits, as `coordctl token` prints it";
    private static final String PREFIX = "sha256:";
    private static final Pattern TEXT = Pattern.compile(PREFIX + "[0-9a-f]{64}");

    private final byte[] bytes;

    private TokenHash(byte[] bytes) {
        this.bytes = bytes;
    }

    static TokenHash of(String token) {
        try {
            return new TokenHash(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static Optional<TokenHash> parse(String text) {
        return TEXT.matcher(text).matches()
                ? Optional.of(new TokenHash(HexFormat.of().parseHex(text, PREFIX.length(), text.length())))
                : Optional.empty();
    }

    /** Where it stands in an index. A hash tells nothing of its token, and so does the time that it takes to find one. */
    long index() {
        return ByteBuffer.wrap(bytes).getLong();
    }

    /** Takes the same time wherever the two differ. */
    boolean isSame(TokenHash other) {
        return MessageDigest.isEqual(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenHash hash && isSame(hash);
    }

    @Override
    public int hashCode() {
        return ByteBuffer.wrap(bytes).getInt();
    }

    @Override
    public String toString() {
        return PREFIX + HexFormat.of().formatHex(bytes);
    }
}
