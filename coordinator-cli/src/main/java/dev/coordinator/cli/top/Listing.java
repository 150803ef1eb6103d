package dev.coordinator.cli.top;

import dev.coordinator.v1.Pool;
import java.util.List;

/**
 * The pools, in order of name.
 *
 * @param more there are others, beyond the limit
 */
record Listing(List<Pool> pools, boolean more, Source source) {

    Listing {
        pools = List.copyOf(pools);
    }

    static Listing unread(Moment now, String trouble) {
        return new Listing(List.of(), false, new Source("", now, trouble, false));
    }

    Listing keptFor(String trouble) {
        return new Listing(pools, more, source.keptFor(trouble));
    }
}
