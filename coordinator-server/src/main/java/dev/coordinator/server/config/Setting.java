package dev.coordinator.server.config;

/** A known key, and what was written for it in one place. */
record Setting(Key<?> key, Written value) {

    /** From a place where everything is text; a list is then written as YAML: {@code [{id: a, raft: …}]}. */
    static Setting ofText(Key<?> key, String text, String where, Problems problems) {
        boolean list = key.equals(Keys.NODES) || key.equals(Keys.WEBHOOKS);
        return new Setting(
                key,
                list
                        ? YamlText.parse(where, text, problems).orElseGet(() -> new Written.Nothing(where))
                        : new Written.Scalar(text, where));
    }
}
