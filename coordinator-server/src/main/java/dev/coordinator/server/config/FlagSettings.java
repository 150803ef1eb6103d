package dev.coordinator.server.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The settings of {@code --set key=value} flags. */
final class FlagSettings {

    private static final String WHERE = "--set";

    private FlagSettings() {}

    /** @param sets each {@code key=value}, in the order given */
    static List<Setting> read(List<String> sets, Problems problems) {
        List<Setting> settings = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String set : sets) {
            int equals = set.indexOf('=');
            String name = equals < 0 ? set : set.substring(0, equals);
            if (equals < 0) {
                problems.addAt(WHERE, "must be key=value, not " + Quoted.of(set));
            } else if (!seen.add(name)) {
                problems.addAt(WHERE, name + ": is given twice");
            } else {
                setting(name, set.substring(equals + 1), problems).ifPresent(settings::add);
            }
        }
        return settings;
    }

    private static Optional<Setting> setting(String name, String text, Problems problems) {
        Optional<Key<?>> key = Keys.find(name);
        if (key.isEmpty()) {
            problems.addAt(WHERE, name + ": " + NearestKey.unknown(name, Keys.names()));
        }
        return key.map(known -> Setting.ofText(known, text, WHERE, problems));
    }
}
