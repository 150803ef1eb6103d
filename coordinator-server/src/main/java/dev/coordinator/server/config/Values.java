package dev.coordinator.server.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the written settings mean, each key once. */
final class Values {

    private final Map<Key<?>, Object> understood = new HashMap<>();
    private final Set<Key<?>> refused = new HashSet<>();

    /** @param settings a later one replaces an earlier one of the same key, right or wrong */
    Values(List<Setting> settings, Problems problems) {
        Map<Key<?>, Written> last = new LinkedHashMap<>();
        settings.forEach(setting -> last.put(setting.key(), setting.value()));
        last.forEach((key, value) -> read(key, value, problems));
    }

    /** What was written and allowed, else the default; empty if what was written is refused, or there is no default. */
    <T> Optional<T> find(Key<T> key) {
        if (refused.contains(key)) {
            return Optional.empty();
        }
        Object value = understood.get(key);
        return value == null ? key.fallback() : Optional.of(key.form().type().cast(value));
    }

    /** As {@link #find}, for when it is known that nothing is wrong. */
    <T> T get(Key<T> key) {
        return find(key).orElseThrow(() -> new IllegalStateException(key.name() + " has no value"));
    }

    boolean isWritten(Key<?> key) {
        return understood.containsKey(key) || refused.contains(key);
    }

    private <T> void read(Key<T> key, Written value, Problems problems) {
        problems.located(key.name(), value.where());
        Optional<T> read = Optional.empty();
        if (value instanceof Written.Nothing) {
            problems.add(key.name(), "has no value; write one, or leave the key out");
        } else {
            read = key.form().read(key.name(), value, problems);
        }
        read.ifPresentOrElse(good -> understood.put(key, good), () -> refused.add(key));
    }
}
