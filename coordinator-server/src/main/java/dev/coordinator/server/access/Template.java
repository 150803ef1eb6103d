package dev.coordinator.server.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with stars and variables, {@code orders-*} or {@code ${name}}. What a variable stands for is taken as it is: a star in
 * it is no star.
 */
final class Template {

    private static final int MOST_CHARACTERS = 256;
    private static final int MOST_STARS = 4;
    private static final Pattern PIECE =
            Pattern.compile("\\$\\{(?<variable>[A-Za-z0-9._-]{1,64})}|(?<star>\\*)|(?<text>[!-~&&[^*$\"\\\\{}]]+)");

    private sealed interface Piece {
        record Text(String text) implements Piece {}

        record Star() implements Piece {}

        record Variable(String name) implements Piece {}
    }

    private final List<Piece> pieces;

    private Template(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    /** @throws IllegalArgumentException saying what must be there instead */
    static Template parse(String text) {
        if (text.isEmpty() || text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("must have 1 to " + MOST_CHARACTERS + " characters");
        }
        List<Piece> pieces = new ArrayList<>();
        Matcher piece = PIECE.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!piece.find(at) || piece.start() != at) {
                throw new IllegalArgumentException(
                        "must be visible ASCII characters, with * for any and ${...} for a variable");
            }
            pieces.add(piece(piece));
            at = piece.end();
        }
        Template template = new Template(pieces);
        if (template.stars() > MOST_STARS) {
            throw new IllegalArgumentException("must have no more than " + MOST_STARS + " stars");
        }
        return template;
    }

    private static Piece piece(Matcher found) {
        String variable = found.group("variable");
        if (variable != null) {
            return new Piece.Variable(variable);
        }
        String text = found.group("text");
        return text == null ? new Piece.Star() : new Piece.Text(text);
    }

    int stars() {
        return (int) pieces.stream().filter(Piece.Star.class::isInstance).count();
    }

    List<String> variables() {
        return pieces.stream()
                .filter(Piece.Variable.class::isInstance)
                .map(piece -> ((Piece.Variable) piece).name())
                .toList();
    }

    /** Empty when a variable stands for nothing, or for an empty text; such a pattern matches nobody. */
    Optional<Glob> glob(Function<String, Optional<String>> values) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Star) {
                parts.add(part.toString());
                part.setLength(0);
            } else if (piece instanceof Piece.Text text) {
                part.append(text.text());
            } else if (piece instanceof Piece.Variable variable) {
                Optional<String> value = values.apply(variable.name()).filter(found -> !found.isEmpty());
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                part.append(value.get());
            }
        }
        parts.add(part.toString());
        return Optional.of(new Glob(parts));
    }

    /** As {@link #glob}, of a template without stars. */
    Optional<String> text(Function<String, Optional<String>> values) {
        StringBuilder made = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Text text) {
                made.append(text.text());
            } else if (piece instanceof Piece.Variable variable) {
                Optional<String> value = values.apply(variable.name()).filter(found -> !found.isEmpty());
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                made.append(value.get());
            }
        }
        return Optional.of(made.toString());
    }

    /** A regular expression with a group for each star. */
    Pattern captures(String star) {
        StringBuilder expression = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Text text) {
                expression.append(Pattern.quote(text.text()));
            } else if (piece instanceof Piece.Star) {
                expression.append('(').append(star).append(')');
            }
        }
        return Pattern.compile(expression.toString());
    }
}
