package dev.coordinator.server.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One question to TLC.
 *
 * @param instance the configuration of the model, by its file's name
 * @param bounds constants that differ from that file's
 * @param broken the rule that is switched off, if any
 * @param property the only one asked for; empty: all promises
 */
record Check(String instance, Map<String, String> bounds, Optional<String> broken, Optional<String> property) {

    private static final Set<String> OF_STATES = Set.of("S1", "S7", "NoPassingOver");

    Check {
        bounds = Collections.unmodifiableMap(new TreeMap<>(bounds));
    }

    /** Of the model as it is, for all promises. */
    static Check whole(String instance) {
        return new Check(instance, Map.of(), Optional.empty(), Optional.empty());
    }

    static Check without(String rule, String instance, String property) {
        return new Check(instance, Map.of(), Optional.of(rule), Optional.of(property));
    }

    /** That what {@code property} denies does happen. */
    static Check witness(String property, String instance) {
        return new Check(instance, Map.of(), Optional.empty(), Optional.of(property));
    }

    Check with(String constant, String value) {
        Map<String, String> more = new TreeMap<>(bounds);
        more.put(constant, value);
        return new Check(instance, more, broken, property);
    }

    /** The file's text, for this question. */
    String configuration(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String first = line.strip().split(" ", 2)[0];
            if (first.equals("Broken")) {
                lines.add("  Broken = {" + broken.map(rule -> '"' + rule + '"').orElse("") + "}");
            } else if (bounds.containsKey(first)) {
                lines.add("  " + first + " = " + bounds.get(first));
            } else if (property.isEmpty() || !(first.equals("INVARIANTS") || first.equals("PROPERTIES"))) {
                lines.add(line);
            }
        }
        property.ifPresent(name -> lines.add((OF_STATES.contains(name) ? "INVARIANT " : "PROPERTY ") + name));
        return String.join("\n", lines) + "\n";
    }

    @Override
    public String toString() {
        return property.orElse("all promises")
                + broken.map(rule -> " without " + rule).orElse("") + ", " + instance
                + (bounds.isEmpty() ? "" : " " + bounds);
    }
}
