package dev.coordinator.server.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers all that is wrong, so that one start shows everything; knows where each key was written. */
public final class Problems {

    private final String file;
    private final List<Problem> found = new ArrayList<>();
    private final Map<String, String> places = new HashMap<>();

    /** @param file named where a key was written nowhere */
    public Problems(String file) {
        this.file = file;
    }

    /** From now on problems of {@code key} are shown at {@code where}. */
    void located(String key, String where) {
        places.put(key, where);
    }

    /** As {@link #located}, at the place of {@code other}. */
    void locatedLike(String key, String other) {
        located(key, places.getOrDefault(other, file));
    }

    void add(String key, String what) {
        addAt(places.getOrDefault(key, file), key + ": " + what);
    }

    public void addAt(String where, String what) {
        found.add(new Problem(where, what));
    }

    int count() {
        return found.size();
    }

    public void throwIfAny() throws ConfigurationException {
        if (!found.isEmpty()) {
            throw new ConfigurationException(found);
        }
    }
}
