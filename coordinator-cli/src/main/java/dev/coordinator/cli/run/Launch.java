package dev.coordinator.cli.run;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is started, and what it is told.
 *
 * @param command the program and its arguments
 * @param environment in addition to this process's own
 */
record Launch(List<String> command, Map<String, String> environment) {

    Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** The instance, as every process started for it is told. */
    static Map<String, String> instance(String pool, String instance) {
        return Map.of("COORDINATOR_POOL", pool, "COORDINATOR_INSTANCE", instance);
    }

    /** A line for a shell. */
    static Launch shell(String line, Map<String, String> environment) {
        return new Launch(List.of("sh", "-c", line), environment);
    }

    /** The same, told also of a reign and why this is started. */
    Launch in(String epoch, String reason) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put("COORDINATOR_EPOCH", epoch);
        more.put("COORDINATOR_REASON", reason);
        return new Launch(command, more);
    }
}
