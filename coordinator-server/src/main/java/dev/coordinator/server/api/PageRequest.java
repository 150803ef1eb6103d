package dev.coordinator.server.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which page of a list is asked for.
 *
 * @param after the last of the page before
 * @param size how many at most
 */
record PageRequest<K>(Optional<K> after, int size) {

    private static final int MOST = 1000;
    private static final int BY_DEFAULT = 100;

    static <K> Optional<PageRequest<K>> check(int size, String token, Function<String, K> key, Violations violations) {
        violations.require(size >= 0 && size <= MOST, "page_size", "1 to " + MOST + ", or 0 for " + BY_DEFAULT, size);
        try {
            Optional<K> after = token.isEmpty() ? Optional.empty() : Optional.of(key.apply(decode(token)));
            return Optional.of(new PageRequest<>(after, size == 0 ? BY_DEFAULT : size));
        } catch (IllegalArgumentException e) {
            violations.add("page_token", "one that came with the page before", token);
            return Optional.empty();
        }
    }

    /** The token that asks for what comes after {@code last}. */
    static String tokenAfter(String last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token) {
        return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    }
}
