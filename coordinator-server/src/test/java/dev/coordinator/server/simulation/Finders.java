package dev.coordinator.server.simulation;

import java.util.Set;
import java.util.TreeSet;

/**
 * Who must find a planted bug.
 *
 * @param must the rule that it breaks: some seed must show it
 * @param mayBeFirst others that it breaks as well, in seeds before that one
 */
record Finders(String must, Set<String> mayBeFirst) {

    static Finders by(Class<? extends Rule> must) {
        return new Finders(must.getSimpleName(), Set.of());
    }

    @SafeVarargs
    final Finders afterMaybe(Class<? extends Rule>... others) {
        Set<String> names = new TreeSet<>();
        for (Class<? extends Rule> other : others) {
            names.add(other.getSimpleName());
        }
        return new Finders(must, names);
    }

    @Override
    public String toString() {
        return must + (mayBeFirst.isEmpty() ? "" : ", perhaps after " + String.join(", ", mayBeFirst));
    }
}
