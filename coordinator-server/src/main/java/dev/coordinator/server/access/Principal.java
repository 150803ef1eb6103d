package dev.coordinator.server.access;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Somebody, by the name that grants and records have for them.
 *
 * @param name without blanks, so that nothing that follows it on a line can be taken for a part of it
 * @param claims texts that a signed token says of them, which patterns may refer to
 */
record Principal(String name, Map<String, String> claims) {

    static final String SHAPE = "1 to 128 characters of [A-Za-z0-9._@:/+=|~-], more than a dash";

    /** A dash alone is what records say of whom nobody knows. */
    private static final Pattern NAME = Pattern.compile("(?!-$)[A-Za-z0-9._@:/+=|~-]{1,128}");

    static final String CLAIMS = "claims.";

    Principal {
        claims = Map.copyOf(claims);
    }

    static Principal named(String name) {
        return new Principal(name, Map.of());
    }

    Principal with(Map<String, String> others) {
        return new Principal(name, others);
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** What {@code ${name}} or {@code ${claims.x}} stands for. */
    Optional<String> value(String variable) {
        if (variable.equals("name")) {
            return Optional.of(name);
        }
        return variable.startsWith(CLAIMS)
                ? Optional.ofNullable(claims.get(variable.substring(CLAIMS.length())))
                : Optional.empty();
    }
}
