package dev.coordinator.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The settings of environment variables: {@code COORDINATOR_NODE_DATA_DIR} is {@code node.data_dir}. */
final class EnvironmentSettings {

    static final String PREFIX = "COORDINATOR_";

    /** Read by the launch script. */
    private static final Set<String> OTHERS = Set.of(PREFIX + "JAVA_OPTS");

    /**
     * What Kubernetes sets in every pod beside a service whose name begins with "coordinator": nobody wrote it, and it
     * must not stop a node.
     */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

    private EnvironmentSettings() {}

    /** In the order of the names. */
    static List<Setting> read(Map<String, String> environment, Problems problems) {
        List<Setting> settings = new ArrayList<>();
        new TreeMap<>(environment).forEach((name, text) -> {
            if (name.startsWith(PREFIX) && !isForeign(name)) {
                find(name)
                        .ifPresentOrElse(
                                key -> settings.add(Setting.ofText(key, text, name, problems)),
                                () -> refuse(name, problems));
            }
        });
        return settings;
    }

    /** Whether a variable with our prefix was never meant to be a key. */
    static boolean isForeign(String variable) {
        return OTHERS.contains(variable) || SERVICE_LINK.matcher(variable).matches();
    }

    private static Optional<Key<?>> find(String variable) {
        return Keys.ALL.stream()
                .<Key<?>>map(key -> key)
                .filter(key -> key.variable().equals(variable))
                .findFirst();
    }

    private static void refuse(String variable, Problems problems) {
        List<String> variables = Keys.ALL.stream().<String>map(Key::variable).toList();
        problems.addAt(variable, NearestKey.unknown(variable, variables));
    }
}
