package dev.coordinator.server.roster;

/**
 * Who asked for a change of the nodes, and what for; shown to people, decides nothing.
 *
 * @param name whoever it is, as the node that was asked knows them; empty: nobody in particular
 * @param comment in their words; may be empty
 */
public record Requester(String name, String comment) {

    /** How many characters (code points) each of the two may have. */
    public static final int MOST_CHARACTERS = 256;

    /** Nobody: the coordinators see through what was asked for before. */
    public static final Requester NONE = new Requester("", "");

    public Requester {
        requireShort(name, "name");
        requireShort(comment, "comment");
    }

    private static void requireShort(String text, String what) {
        int characters = text.codePointCount(0, text.length());
        if (characters > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "a requester's " + what + " has at most " + MOST_CHARACTERS + " characters, not " + characters);
        }
    }
}
