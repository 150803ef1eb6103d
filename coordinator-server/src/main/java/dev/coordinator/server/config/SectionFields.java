package dev.coordinator.server.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of one element of a list, such as {@code cluster.nodes[0]}. */
final class SectionFields {

    private final String key;
    private final String has;
    private final Map<String, Written> fields = new HashMap<>();
    private final Problems problems;

    private SectionFields(String key, String has, Problems problems) {
        this.key = key;
        this.has = has;
        this.problems = problems;
    }

    /**
     * Those of {@code value}; empty, if it is no section, which {@code problems} then says, as it says each unknown key.
     *
     * @param what one element is: {@code a node}
     * @param shown how one is written: {@code {id, raft, api}}
     */
    static Optional<SectionFields> of(
            String key, Written value, String what, String shown, List<String> names, Problems problems) {
        problems.located(key, value.where());
        if (!(value instanceof Written.Section section)) {
            problems.add(key, "must be " + shown + ", not " + value.described());
            return Optional.empty();
        }
        SectionFields read = new SectionFields(key, what + " has " + String.join(", ", names), problems);
        for (Written.Entry entry : section.entries()) {
            if (names.contains(entry.name())) {
                read.fields.put(entry.name(), entry.value());
            } else {
                problems.addAt(entry.where(), key + "." + entry.name() + ": is not a key; " + read.has);
            }
        }
        return Optional.of(read);
    }

    /** Empty, if it isn't there or not allowed, which is said. */
    <T> Optional<T> required(String name, Form<T> form) {
        if (!fields.containsKey(name)) {
            problems.add(key, "has no " + name + "; " + has);
        }
        return optional(name, form);
    }

    /** Empty, if it isn't there, or not allowed, which is said. */
    <T> Optional<T> optional(String name, Form<T> form) {
        Written value = fields.get(name);
        if (value == null) {
            return Optional.empty();
        }
        String path = key + "." + name;
        problems.located(path, value.where());
        return form.read(path, value, problems);
    }

    /** Says what is wrong with a field that was read. */
    void refuse(String name, String why) {
        problems.add(key + "." + name, why);
    }
}
