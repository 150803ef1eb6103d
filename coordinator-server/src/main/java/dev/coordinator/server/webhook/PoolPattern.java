package dev.coordinator.server.webhook;

/**
 * Which pools, by name: {@code *} stands for any characters, also for none; every other character for itself.
 *
 * @param text 1 to {@value #MOST_CHARACTERS} characters
 */
public record PoolPattern(String text) {

    /** How long a pattern may be. */
    public static final int MOST_CHARACTERS = 256;

    /** All pools. */
    public static final PoolPattern ALL = new PoolPattern("*");

    public PoolPattern {
        if (text.isEmpty() || text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "a pattern of pools has 1 to " + MOST_CHARACTERS + " characters, not " + text.length());
        }
    }

    /** Whether it matches; never takes longer than both lengths multiplied. */
    public boolean matches(String name) {
        int at = 0;
        int in = 0;
        int star = -1;
        int resume = 0;
        while (at < name.length()) {
            if (in < text.length() && text.charAt(in) == '*') {
                star = in++;
                resume = at;
            } else if (in < text.length() && text.charAt(in) == name.charAt(at)) {
                in++;
                at++;
            } else if (star >= 0) {
                in = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        return text.substring(in).chars().allMatch(each -> each == '*');
    }
}
