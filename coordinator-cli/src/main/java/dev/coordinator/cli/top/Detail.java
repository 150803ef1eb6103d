package dev.coordinator.cli.top;

import dev.coordinator.v1.Change;
import dev.coordinator.v1.Instance;
import dev.coordinator.v1.Pool;
import java.util.List;
import java.util.Optional;

/**
 * One pool that was opened.
 *
 * @param pool empty: it is not read yet, or there is none of that name
 * @param more there are more instances than these
 * @param changes the latest first
 */
record Detail(
        String name, Optional<Pool> pool, List<Instance> instances, boolean more, List<Change> changes, Source source) {

    Detail {
        instances = List.copyOf(instances);
        changes = List.copyOf(changes);
    }

    static Detail without(String name, Source source) {
        return new Detail(name, Optional.empty(), List.of(), false, List.of(), source);
    }

    Detail keptFor(String trouble) {
        return new Detail(name, pool, instances, more, changes, source.keptFor(trouble));
    }
}
