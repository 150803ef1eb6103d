package dev.coordinator.server.watch;

import dev.coordinator.server.lease.PoolName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who watches what, so that a change finds its watchers without asking all of them. Of the hub's thread. */
final class Audience {

    private final Set<Subscription> all = new LinkedHashSet<>();
    private final Map<WatchFilter, Set<Subscription>> byFilter = new HashMap<>();
    private final Map<String, WatchFilter> prefixes = new HashMap<>();

    void add(Subscription subscription) {
        all.add(subscription);
        WatchFilter filter = subscription.filter();
        byFilter.computeIfAbsent(filter, key -> new LinkedHashSet<>()).add(subscription);
        if (filter instanceof WatchFilter.Prefix starts) {
            prefixes.put(starts.prefix(), filter);
        }
    }

    /** False, when it was not there any more. */
    boolean remove(Subscription subscription) {
        WatchFilter filter = subscription.filter();
        Set<Subscription> same = byFilter.getOrDefault(filter, Set.of());
        if (!all.remove(subscription) || !same.remove(subscription)) {
            return false;
        }
        if (same.isEmpty()) {
            byFilter.remove(filter);
            if (filter instanceof WatchFilter.Prefix starts) {
                prefixes.remove(starts.prefix());
            }
        }
        return true;
    }

    /** A copy, so that those told may leave. */
    List<Subscription> of(PoolName pool) {
        List<Subscription> found = new ArrayList<>(byFilter.getOrDefault(new WatchFilter.OnePool(pool), Set.of()));
        prefixes.forEach((prefix, filter) -> {
            if (pool.value().startsWith(prefix)) {
                found.addAll(byFilter.getOrDefault(filter, Set.of()));
            }
        });
        return found;
    }

    /** A copy. */
    List<Subscription> all() {
        return List.copyOf(all);
    }
}
