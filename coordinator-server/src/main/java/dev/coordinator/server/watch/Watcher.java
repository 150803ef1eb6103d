package dev.coordinator.server.watch;

import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.PoolView;
import java.util.List;
import java.util.Optional;

/**
 * Who watches. All methods are called on the hub's thread, one at a time; none may block or throw. After
 * {@link #tooSlow} and {@link #closing} nothing more is called.
 */
public interface Watcher {

    /** Whether it takes another message now; when that changes to true it calls {@link Watch#ready}. */
    boolean isReady();

    /**
     * Takes one message.
     *
     * @param cursor resumes after this message
     */
    void tell(WatchCursor cursor, WatchMessage message);

    /**
     * Reads matching pools in order of name, {@code most} at most, those later than {@code after}.
     *
     * <p>The first page of a state, for which {@code after} is empty, sees every decision answered before; later pages
     * reflect no less. A watcher that can't read cancels its watch.
     */
    void read(Optional<PoolName> after, int most, PageReader reader);

    /** It has more untold changes than is allowed, and is told no more. */
    void tooSlow();

    /** The hub is closed. */
    void closing();

    /** Waits for a page. May be called on any thread. */
    @FunctionalInterface
    interface PageReader {
        /**
         * The page; fewer than were asked for: the last one.
         *
         * @param logIndex the last entry that it reflects
         */
        void page(long logIndex, List<PoolView> pools);
    }
}
