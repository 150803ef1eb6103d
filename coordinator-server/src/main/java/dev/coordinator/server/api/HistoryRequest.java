package dev.coordinator.server.api;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.v1.GetHistoryRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Which of a pool's kept changes are asked for, and in which order.
 *
 * @param most the latest so many
 */
record HistoryRequest(PoolName pool, Freshness freshness, int most, boolean newestFirst) {

    private static final int LARGEST = 1000;

    static Checked<HistoryRequest> check(GetHistoryRequest request) {
        Violations violations = new Violations();
        Fields.pool(request.getPool(), violations);
        Freshness freshness = Freshness.check(request.getConsistency(), request.getConsistencyValue(), violations);
        int limit = request.getLimit();
        violations.require(limit >= 0 && limit <= LARGEST, "limit", "0 to " + LARGEST, limit);
        return Checked.of(
                violations,
                () -> new HistoryRequest(
                        new PoolName(request.getPool()),
                        freshness,
                        limit == 0 ? LARGEST : limit,
                        request.getNewestFirst()));
    }

    /** What is asked for, out of all that is kept, oldest first. */
    List<Change> of(List<Change> kept) {
        List<Change> latest = new ArrayList<>(kept.subList(Math.max(0, kept.size() - most), kept.size()));
        if (newestFirst) {
            Collections.reverse(latest);
        }
        return latest;
    }
}
