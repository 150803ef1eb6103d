package dev.coordinator.server.lease;

/**
 * Who asked for something, and what for; shown to people, decides nothing.
 *
 * @param name whoever it is, as the node knows them; empty: nobody in particular
 * @param comment in their words; may be empty
 */
public record Actor(String name, String comment) {

    /** How many characters each of the two may have. */
    public static final int MOST_CHARACTERS = 256;

    /** Nobody: time, or an instance's word. */
    public static final Actor NONE = new Actor("", "");
}
