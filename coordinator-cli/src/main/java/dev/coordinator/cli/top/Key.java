package dev.coordinator.cli.top;

/**
 * What the person pressed.
 *
 * @param text with {@link Kind#TEXT}: one character that can be seen; empty otherwise
 */
record Key(Kind kind, String text) {

    enum Kind {
        UP,
        DOWN,
        PAGE_UP,
        PAGE_DOWN,
        HOME,
        END,
        ENTER,
        ESCAPE,
        BACKSPACE,
        TEXT,

        /** There is no one at the terminal any more. */
        HANG_UP
    }

    static Key of(Kind kind) {
        return new Key(kind, "");
    }

    static Key text(String character) {
        return new Key(Kind.TEXT, character);
    }
}
