package dev.coordinator.server.config;

import java.util.List;

/** What somebody wrote for a key, not yet understood, and where: {@code file:line:column}, a variable or a flag. */
public sealed interface Written {

    String where();

    /** For messages: what kind of thing stands there. */
    String described();

    /** One value, as text. */
    record Scalar(String text, String where) implements Written {
        @Override
        public String described() {
            return Quoted.of(text);
        }
    }

    /** Nothing, or {@code null}. */
    record Nothing(String where) implements Written {
        @Override
        public String described() {
            return "nothing";
        }
    }

    /** Several values, in the order written. */
    record Items(List<Written> items, String where) implements Written {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String described() {
            return "a list";
        }
    }

    /** Keys with values, in the order written; no name occurs twice. */
    record Section(List<Entry> entries, String where) implements Written {
        public Section {
            entries = List.copyOf(entries);
        }

        @Override
        public String described() {
            return "a section of keys";
        }
    }

    /**
     * A key and its value.
     *
     * @param where the key stands, not the value
     */
    record Entry(String name, String where, Written value) {}
}
