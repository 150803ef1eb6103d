package dev.coordinator.server.lease.scenario;

import java.util.List;

/** The words of a part of a step, read one after the other. What is not understood is complained of with its place. */
final class Words {

    private final Place place;
    private final String text;
    private final List<String> words;
    private int next;

    Words(Place place, String text) {
        this.place = place;
        this.text = text.strip();
        this.words = this.text.isEmpty() ? List.of() : List.of(this.text.split("\\s+"));
    }

    /** Reads on past all of these, or past none. */
    boolean accept(String... expected) {
        if (next + expected.length > words.size()
                || !words.subList(next, next + expected.length).equals(List.of(expected))) {
            return false;
        }
        next += expected.length;
        return true;
    }

    boolean isAtEnd() {
        return next == words.size();
    }

    String take(String what) {
        if (isAtEnd()) {
            throw place.complaint("\"" + text + "\" ends where " + what + " is expected");
        }
        return words.get(next++);
    }

    long number(String what) {
        String word = take(what);
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw place.complaint(what + " is a number, not \"" + word + "\"");
        }
    }

    long span(String what) {
        String word = take(what);
        try {
            return Span.millis(word);
        } catch (IllegalArgumentException e) {
            throw place.complaint(what + ": " + e.getMessage());
        }
    }

    String rest() {
        String rest = String.join(" ", words.subList(next, words.size()));
        next = words.size();
        return rest;
    }

    void end() {
        if (!isAtEnd()) {
            throw unknown();
        }
    }

    /** What is to be thrown when the next word means nothing here. */
    Complaint unknown() {
        return place.complaint(
                isAtEnd()
                        ? "\"" + text + "\" ends too early"
                        : "unknown word \"" + words.get(next) + "\" in \"" + text + '"');
    }

    Complaint complaint(String what) {
        return place.complaint(what);
    }
}
