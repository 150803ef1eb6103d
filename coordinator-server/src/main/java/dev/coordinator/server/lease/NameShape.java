package dev.coordinator.server.lease;

/** The shape of names: characters of {@code [A-Za-z0-9._:/-]}, no {@code /} at either end. */
final class NameShape {

    private NameShape() {}

    static void require(String what, String value, int most) {
        if (value.isEmpty() || value.length() > most) {
            throw new IllegalArgumentException(what + " has 1 to " + most + " characters, not " + value.length());
        }
        if (value.charAt(0) == '/' || value.charAt(value.length() - 1) == '/') {
            throw new IllegalArgumentException(what + " neither begins nor ends with '/': \"" + value + '"');
        }
        for (int i = 0; i < value.length(); i++) {
            if (!allowed(value.charAt(i))) {
                throw new IllegalArgumentException(
                        what + " consists of [A-Za-z0-9._:/-], but character " + (i + 1) + " is not one of them");
            }
        }
    }

    private static boolean allowed(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == ':'
                || c == '/'
                || c == '-';
    }
}
