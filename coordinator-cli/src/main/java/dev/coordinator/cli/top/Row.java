package dev.coordinator.cli.top;

import dev.coordinator.v1.Pool;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** One pool of the list, as it is by now. */
record Row(Pool pool, Diagnosis diagnosis) {

    /** Those that match, in the order wanted. */
    static List<Row> of(Listing listing, View view, Moment now) {
        long passed = listing.source().millisUntil(now);
        Comparator<Row> order = view.order().comparator();
        return listing.pools().stream()
                .filter(pool -> matches(pool, view.filter().toLowerCase(Locale.ROOT)))
                .map(read -> of(read, Aged.pool(read, passed), now))
                .sorted(view.reversed() ? order.reversed() : order)
                .toList();
    }

    private static Row of(Pool read, Pool aged, Moment now) {
        return new Row(aged, Diagnosis.of(read, aged, now.wall()));
    }

    private static boolean matches(Pool pool, String filter) {
        return filter.isEmpty()
                || pool.getName().toLowerCase(Locale.ROOT).contains(filter)
                || pool.getPrimary().getInstanceId().toLowerCase(Locale.ROOT).contains(filter);
    }

    String name() {
        return pool.getName();
    }

    boolean isWell() {
        return diagnosis.worst().isEmpty();
    }

    /** The least of all when nothing is the matter. */
    Trouble worst() {
        return diagnosis.worst().orElse(Trouble.FLAPPING);
    }

    /** Those without a lease come last. */
    long leaseLeft() {
        return pool.hasPrimary() ? pool.getLeaseRemainingMs() : Long.MAX_VALUE;
    }

    long changedAt() {
        return pool.getLastChange().getTime().getSeconds();
    }
}
