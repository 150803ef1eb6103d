package dev.coordinator.server.config;

import java.util.Locale;
import java.util.Optional;

/**
 * One setting: its name, the values it takes, and what holds when nobody writes it.
 *
 * @param name from the top, with dots: {@code raft.election_timeout}
 * @param unwritten what the documentation says of a key that isn't written
 * @param fallback the value then; empty if the key is required or follows from others
 */
record Key<T>(String name, Form<T> form, String unwritten, Optional<T> fallback, boolean required) {

    static <T> Key<T> required(String name, Form<T> form) {
        return new Key<>(name, form, "required", Optional.empty(), true);
    }

    static <T> Key<T> derived(String name, Form<T> form, String from) {
        return new Key<>(name, form, from, Optional.empty(), false);
    }

    static <T> Key<T> of(String name, Form<T> form, T fallback) {
        return new Key<>(name, form, form.write(fallback), Optional.of(fallback), false);
    }

    /** The environment variable that sets it: {@code COORDINATOR_RAFT_ELECTION_TIMEOUT}. */
    String variable() {
        return EnvironmentSettings.PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /**
     * Answers {@code value}, for the constructors of records.
     *
     * @throws IllegalArgumentException if it is not allowed
     */
    T check(T value) {
        form.refusal(value).ifPresent(why -> {
            throw new IllegalArgumentException(name + ": " + why);
        });
        return value;
    }
}
