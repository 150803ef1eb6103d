package dev.coordinator.server.api;

import com.google.rpc.BadRequest;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a request: all of it, up to a bound that keeps the answer's headers small. */
final class Violations {

    private static final int MOST_TOLD = 16;
    private static final int MOST_CHARACTERS_OF_VALUE = 64;

    private final List<BadRequest.FieldViolation> found = new ArrayList<>();
    private int untold;

    /** Notes what is allowed and what was sent, unless it is allowed. */
    void require(boolean isAllowed, String field, String allowed, Object value) {
        if (!isAllowed) {
            add(field, allowed, value);
        }
    }

    void add(String field, String allowed, Object value) {
        if (found.size() == MOST_TOLD) {
            untold++;
            return;
        }
        found.add(BadRequest.FieldViolation.newBuilder()
                .setField(field)
                .setDescription(allowed + ", not " + quoted(value))
                .build());
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<BadRequest.FieldViolation> toList() {
        return List.copyOf(found);
    }

    /** For people: the first, and how many more there are. */
    String summary() {
        BadRequest.FieldViolation first = found.get(0);
        int more = found.size() - 1 + untold;
        return first.getField() + ": " + first.getDescription() + (more == 0 ? "" : " (and " + more + " more)");
    }

    private static String quoted(Object value) {
        return value instanceof String text ? '"' + truncated(text) + '"' : truncated(value.toString());
    }

    /** At most 64 characters, and an ellipsis where something is left out. */
    static String truncated(String value) {
        if (value.codePointCount(0, value.length()) <= MOST_CHARACTERS_OF_VALUE) {
            return value;
        }
        return value.substring(0, value.offsetByCodePoints(0, MOST_CHARACTERS_OF_VALUE)) + "…";
    }
}
