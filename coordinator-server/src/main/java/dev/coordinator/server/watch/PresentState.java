package dev.coordinator.server.watch;

import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.PoolView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The matching pools, read page by page, and what each page reflects.
 *
 * <p>The log goes on between pages, so a later page reflects more than an earlier one. A change belongs behind the state
 * exactly if the page that its pool is in does not reflect it.
 */
final class PresentState {

    /** How many pools are read at a time, so that the state is never held for long. */
    static final int PAGE = 256;

    private record Page(Optional<PoolName> last, long index) {}

    private final List<Page> pages = new ArrayList<>();
    private final ArrayDeque<PoolView> untold = new ArrayDeque<>();
    private Optional<PoolName> lastRead = Optional.empty();
    private boolean complete;

    void add(long logIndex, List<PoolView> pools) {
        untold.addAll(pools);
        complete = pools.size() < PAGE;
        if (!pools.isEmpty()) {
            lastRead = Optional.of(pools.get(pools.size() - 1).name());
        }
        pages.add(new Page(complete ? Optional.empty() : lastRead, logIndex));
    }

    Optional<PoolView> nextUntold() {
        return Optional.ofNullable(untold.poll());
    }

    Optional<PoolName> lastRead() {
        return lastRead;
    }

    boolean isComplete() {
        return complete;
    }

    boolean isBegun() {
        return !pages.isEmpty();
    }

    /** What all pages reflect. */
    long firstIndex() {
        return pages.get(0).index();
    }

    /** Whether all pages reflect the same. */
    boolean isOfOneMoment() {
        return firstIndex() == lastIndex();
    }

    /** What no page goes beyond. */
    long lastIndex() {
        return pages.get(pages.size() - 1).index();
    }

    /** Whether a change at {@code index} is part of what was read of this pool. */
    boolean reflects(PoolName pool, long index) {
        if (index > lastIndex()) {
            return false;
        }
        for (Page page : pages) {
            if (page.last().isEmpty() || pool.compareTo(page.last().get()) <= 0) {
                return index <= page.index();
            }
        }
        return false;
    }
}
