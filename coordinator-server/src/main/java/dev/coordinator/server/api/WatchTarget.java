package dev.coordinator.server.api;

import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.watch.WatchCursor;
import dev.coordinator.server.watch.WatchFilter;
import dev.coordinator.v1.WatchRequest;
import java.util.Optional;

/**
 * What a watch asks for.
 *
 * @param cursor where to go on; empty: from now
 */
record WatchTarget(WatchFilter filter, Optional<WatchCursor> cursor) {

    static Checked<WatchTarget> check(WatchRequest request) {
        Violations violations = new Violations();
        if (!request.getPool().isEmpty()) {
            Fields.pool(request.getPool(), violations);
            violations.require(request.getPrefix().isEmpty(), "prefix", "empty with a pool", request.getPrefix());
        }
        Fields.prefix(request.getPrefix(), violations);
        Optional<WatchCursor> cursor = WatchCursor.parse(request.getCursor());
        violations.require(
                request.getCursor().isEmpty() || cursor.isPresent(),
                "cursor",
                "as a response of a watch carries it, such as 6f1d0c2e-1234-0, or empty to begin with the present state",
                request.getCursor());
        return Checked.of(violations, () -> new WatchTarget(filter(request), cursor));
    }

    private static WatchFilter filter(WatchRequest request) {
        return request.getPool().isEmpty()
                ? new WatchFilter.Prefix(request.getPrefix())
                : new WatchFilter.OnePool(new PoolName(request.getPool()));
    }
}
