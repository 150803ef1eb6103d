package dev.coordinator.server.access;

import dev.coordinator.server.config.NearestKey;
import dev.coordinator.server.config.Problems;
import dev.coordinator.server.config.Quoted;
import dev.coordinator.server.config.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One section of the access file, read strictly: whatever is not as it must be is a problem, at its line. */
final class Section {

    private final String path;
    private final Written.Section written;
    private final Problems problems;

    /**
     * A section.
     *
     * @param path its name from the top; empty: it is the top
     * @param known the keys that it may have
     */
    Section(String path, Written.Section written, List<String> known, Problems problems) {
        this.path = path;
        this.written = written;
        this.problems = problems;
        for (Written.Entry entry : written.entries()) {
            if (!known.contains(entry.name())) {
                problems.addAt(entry.where(), name(entry.name()) + ": " + NearestKey.unknown(entry.name(), known));
            }
        }
    }

    /** The sections of the list at {@code key}; none when it isn't there. */
    List<Section> sections(String key, int most, List<String> known) {
        List<Section> sections = new ArrayList<>();
        for (Written item : items(key, most)) {
            String name = name(key) + "[" + sections.size() + "]";
            if (item instanceof Written.Section section) {
                sections.add(new Section(name, section, known, problems));
            } else {
                problems.addAt(item.where(), name + ": must be a section of keys, not " + item.described());
            }
        }
        return sections;
    }

    /** Each text of the list at {@code key}, understood; those that aren't are problems. */
    <T> List<T> list(String key, int most, Function<String, T> meaning) {
        List<T> list = new ArrayList<>();
        for (Written item : items(key, most)) {
            understood(name(key), item, meaning).ifPresent(list::add);
        }
        return list;
    }

    /** As {@link #list}, of at least one. */
    <T> List<T> filled(String key, int most, Function<String, T> meaning) {
        if (items(key, most).isEmpty()) {
            problems.addAt(written.where(), name(key) + ": must be a list of at least one");
        }
        return list(key, most, meaning);
    }

    private List<Written> items(String key, int most) {
        Optional<Written> found = find(key);
        if (found.isEmpty()) {
            return List.of();
        }
        if (!(found.get() instanceof Written.Items items)) {
            problems.addAt(
                    found.get().where(),
                    name(key) + ": must be a list, not " + found.get().described());
            return List.of();
        }
        if (items.items().size() > most) {
            problems.addAt(
                    items.where(),
                    name(key) + ": must have no more than " + most + " entries, not "
                            + items.items().size());
            return List.of();
        }
        return items.items();
    }

    <T> Optional<T> optional(String key, Function<String, T> meaning) {
        return find(key).flatMap(value -> understood(name(key), value, meaning));
    }

    <T> Optional<T> required(String key, Function<String, T> meaning) {
        if (find(key).isEmpty()) {
            problems.addAt(written.where(), name(key) + ": is required");
        }
        return optional(key, meaning);
    }

    boolean isThere(String key) {
        return written.entries().stream().anyMatch(entry -> entry.name().equals(key));
    }

    /** As {@link #required}, of what is never shown: somebody may have put there what is to be kept secret. */
    <T> Optional<T> secret(String key, Function<String, T> meaning) {
        if (find(key).isEmpty()) {
            problems.addAt(written.where(), name(key) + ": is required");
        }
        return find(key).flatMap(value -> understood(name(key), value, meaning, false));
    }

    private Optional<Written> find(String key) {
        return written.entries().stream()
                .filter(entry -> entry.name().equals(key))
                .map(Written.Entry::value)
                .filter(value -> !(value instanceof Written.Nothing))
                .findFirst();
    }

    private <T> Optional<T> understood(String name, Written value, Function<String, T> meaning) {
        return understood(name, value, meaning, true);
    }

    private <T> Optional<T> understood(String name, Written value, Function<String, T> meaning, boolean shown) {
        if (!(value instanceof Written.Scalar scalar)) {
            problems.addAt(value.where(), name + ": must be a text, not " + value.described());
            return Optional.empty();
        }
        try {
            return Optional.of(meaning.apply(scalar.text()));
        } catch (IllegalArgumentException misshapen) {
            String instead = shown ? ", not " + Quoted.of(scalar.text()) : "";
            problems.addAt(value.where(), name + ": " + misshapen.getMessage() + instead);
            return Optional.empty();
        }
    }

    /** A problem of this section as a whole. */
    void problem(String key, String what) {
        problems.addAt(find(key).map(Written::where).orElse(written.where()), name(key) + ": " + what);
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
