package dev.coordinator.server.api.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The shape of a path as {@code google.api.http} writes it: {@code /v1/pools/{pool}:explain}. A variable stands for one
 * whole part.
 *
 * @param parts each a literal, or a variable in braces
 * @param verb empty: none
 */
record PathTemplate(List<String> parts, String verb) {

    static PathTemplate parse(String text) {
        int verb = text.indexOf(':') < 0 ? text.length() : text.indexOf(':');
        List<String> parts = List.of(text.substring(1, verb).split("/", -1));
        boolean understood = text.startsWith("/")
                && parts.stream().allMatch(part -> isVariable(part) || part.matches("[A-Za-z0-9._-]*"));
        if (!understood) {
            throw new IllegalArgumentException("a path has literals and {variables} only, not " + text);
        }
        return new PathTemplate(parts, verb == text.length() ? "" : text.substring(verb + 1));
    }

    static boolean isVariable(String part) {
        return part.startsWith("{") && part.endsWith("}");
    }

    Stream<String> variables() {
        return parts.stream().filter(PathTemplate::isVariable).map(PathTemplate::name);
    }

    /** What the variables stand for, still encoded; empty, when the path is of another shape. */
    Optional<Map<String, String>> match(Target target) {
        if (!verb.equals(target.verb()) || parts.size() != target.parts().size()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>(4);
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            String given = target.parts().get(i);
            if (isVariable(part) && !given.isEmpty()) {
                values.put(name(part), given);
            } else if (!part.equals(given)) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    private static String name(String variable) {
        return variable.substring(1, variable.length() - 1);
    }

    @Override
    public String toString() {
        return "/" + String.join("/", parts) + (verb.isEmpty() ? "" : ":" + verb);
    }
}
