package dev.coordinator.cli.doctor;

import dev.coordinator.v1.Instance;
import dev.coordinator.v1.Pool;
import java.util.List;
import java.util.Map;

/**
 * The pools as they could be read.
 *
 * @param pools in order of name; empty when none could be read
 * @param more whether there are more than were read
 * @param instances of pools by name; of some of them only
 * @param staleFrom the node that told what it knows, without a quorum; empty: a quorum was asked, or nothing was read
 * @param trouble why they couldn't be read; empty: they could
 */
public record PoolsReading(
        List<Pool> pools, boolean more, Map<String, List<Instance>> instances, String staleFrom, String trouble) {

    public PoolsReading {
        pools = List.copyOf(pools);
        instances = Map.copyOf(instances);
    }

    static PoolsReading none(String trouble) {
        return new PoolsReading(List.of(), false, Map.of(), "", trouble);
    }

    List<Instance> instancesOf(Pool pool) {
        return instances.getOrDefault(pool.getName(), List.of());
    }
}
