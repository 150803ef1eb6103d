package dev.coordinator.cli.top;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Keys out of what a terminal sends: characters, and for keys without one a sequence of them that begins as Esc itself does.
 *
 * <p>A sequence is told from the key Esc by coming at once. One that means nothing here is read to its end and passed over.
 */
final class KeyReader {

    /** What a terminal sends. */
    interface Characters {

        /** No more come. */
        int GONE = -1;

        /** None came in that time. */
        int NONE = -2;

        int next(long millis) throws IOException;
    }

    private static final char ESC = '\u001b';
    private static final long SEQUENCE_MILLIS = 100;
    private static final int LONGEST_SEQUENCE = 32;

    private final Characters characters;

    KeyReader(Characters characters) {
        this.characters = characters;
    }

    /** The next key; empty when none came in that time, or one that means nothing. */
    Optional<Key> next(Duration patience) throws IOException {
        int first = characters.next(patience.toMillis());
        return switch (first) {
            case Characters.NONE -> Optional.empty();
            case Characters.GONE -> Optional.of(Key.of(Key.Kind.HANG_UP));
            case ESC -> afterEscape();
            case '\r', '\n' -> Optional.of(Key.of(Key.Kind.ENTER));
            case '\u007f', '\b' -> Optional.of(Key.of(Key.Kind.BACKSPACE));
            default -> text((char) first);
        };
    }

    private Optional<Key> text(char first) throws IOException {
        if (Character.isISOControl(first)) {
            return Optional.empty();
        }
        if (Character.isHighSurrogate(first)) {
            int second = characters.next(SEQUENCE_MILLIS);
            return second > 0 && Character.isSurrogatePair(first, (char) second)
                    ? Optional.of(Key.text(Character.toString(Character.toCodePoint(first, (char) second))))
                    : Optional.empty();
        }
        return Optional.of(Key.text(String.valueOf(first)));
    }

    /** As terminals of the VT family send them: {@code ESC [ parameters final} or {@code ESC O final}. */
    private Optional<Key> afterEscape() throws IOException {
        int introducer = characters.next(SEQUENCE_MILLIS);
        if (introducer != '[' && introducer != 'O') {
            return introducer == Characters.NONE ? Optional.of(Key.of(Key.Kind.ESCAPE)) : Optional.empty();
        }
        StringBuilder sequence = new StringBuilder();
        while (sequence.length() < LONGEST_SEQUENCE) {
            int next = characters.next(SEQUENCE_MILLIS);
            if (next < 0) {
                return Optional.empty();
            }
            sequence.append((char) next);
            if (next >= '@' && next <= '~') {
                break;
            }
        }
        return meaning(sequence.toString()).map(Key::of);
    }

    private static Optional<Key.Kind> meaning(String sequence) {
        return switch (sequence) {
            case "A" -> Optional.of(Key.Kind.UP);
            case "B" -> Optional.of(Key.Kind.DOWN);
            case "H", "1~", "7~" -> Optional.of(Key.Kind.HOME);
            case "F", "4~", "8~" -> Optional.of(Key.Kind.END);
            case "5~" -> Optional.of(Key.Kind.PAGE_UP);
            case "6~" -> Optional.of(Key.Kind.PAGE_DOWN);
            case "M" -> Optional.of(Key.Kind.ENTER); // Of the number pad.
            default -> Optional.empty();
        };
    }
}
