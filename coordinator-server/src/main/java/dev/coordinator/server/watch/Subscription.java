package dev.coordinator.server.watch;

import dev.coordinator.server.lease.PoolView;
import dev.coordinator.server.watch.ChangeRing.Told;
import java.util.List;
import java.util.Optional;

/**
 * One watch on its way through the changes. Of the hub's thread.
 *
 * <p>It copies nothing: it knows the number of the first change it has not told, and reads on from there whenever its
 * watcher is ready. While it has told all, that number is none, and the next change that matches sets it.
 */
final class Subscription {

    /** How many changes are looked at before others get their turn. */
    private static final int TURN = 256;

    private static final long NONE = -1;

    private final WatchHub hub;
    private final ChangeRing ring;
    private final WatchFilter filter;
    private final Watcher watcher;
    private Optional<PresentState> reading = Optional.empty();
    private Optional<PresentState> told = Optional.empty();
    private boolean resyncDue;
    private boolean pageAwaited;
    private Place next = Place.NOWHERE;
    private long pending = NONE;
    private boolean caughtUp;
    private int behind;
    private boolean ended;

    Subscription(WatchHub hub, ChangeRing ring, WatchFilter filter, Watcher watcher) {
        this.hub = hub;
        this.ring = ring;
        this.filter = filter;
        this.watcher = watcher;
    }

    WatchFilter filter() {
        return filter;
    }

    void start(Optional<WatchCursor> cursor) {
        Optional<Place> place = cursor.filter(hub::isOurs).map(WatchCursor::place);
        if (place.isPresent() && ring.knowsAllFrom(place.get())) {
            follow(place.get());
            advance();
        } else {
            readState(cursor.isPresent());
        }
    }

    /** A change that matches has this number. */
    void offer(long number) {
        if (ended || reading.isPresent()) {
            return;
        }
        pending = pending == NONE ? number : pending;
        if (caughtUp && ++behind > hub.backlog() && !watcher.isReady()) {
            dropAsTooSlow();
        } else {
            advance();
        }
    }

    /** The node's state was replaced by one that includes everything up to {@code logIndex}. */
    void replaced(long logIndex) {
        boolean missed = reading.map(state -> state.isBegun() && state.firstIndex() < logIndex)
                .orElse(next.isBefore(Place.after(logIndex)));
        if (!ended && missed) {
            readState(true);
        }
    }

    void end() {
        ended = true;
    }

    void close() {
        ended = true;
        watcher.closing();
    }

    /** Tells what the watcher takes. */
    void advance() {
        if (!ended && reading.isPresent()) {
            tellState(reading.get());
        }
        if (!ended && reading.isEmpty()) {
            tellChanges();
        }
    }

    private void readState(boolean resync) {
        reading = Optional.of(new PresentState());
        told = Optional.empty();
        resyncDue |= resync;
        pageAwaited = false;
        pending = NONE;
        advance();
    }

    private void tellState(PresentState state) {
        if (resyncDue && watcher.isReady()) {
            resyncDue = false;
            tell(Place.NOWHERE, new WatchMessage.Resync());
        }
        while (!resyncDue && watcher.isReady()) {
            Optional<PoolView> pool = state.nextUntold();
            if (pool.isPresent()) {
                tell(Place.NOWHERE, new WatchMessage.Present(pool.get()));
            } else if (state.isComplete()) {
                synced(state);
                return;
            } else {
                readPage(state);
                return;
            }
        }
    }

    private void readPage(PresentState state) {
        if (!pageAwaited) {
            pageAwaited = true;
            watcher.read(
                    state.lastRead(),
                    PresentState.PAGE,
                    (logIndex, pools) -> hub.execute(() -> received(state, logIndex, pools)));
        }
    }

    private void received(PresentState state, long logIndex, List<PoolView> pools) {
        if (!ended && reading.filter(current -> current == state).isPresent()) {
            pageAwaited = false;
            state.add(logIndex, pools);
            advance();
        }
    }

    private void synced(PresentState state) {
        Place from = Place.after(state.firstIndex());
        if (!ring.knowsAllFrom(from)) {
            missed(from);
            return;
        }
        reading = Optional.empty();
        told = Optional.of(state);
        follow(from);
        tell(state.isOfOneMoment() ? from : Place.NOWHERE, new WatchMessage.Synced());
    }

    private void follow(Place from) {
        next = from;
        pending = ring.seek(from);
        caughtUp = false;
        behind = 0;
    }

    private void tellChanges() {
        for (int turn = 0; pending != NONE && watcher.isReady(); turn++) {
            if (pending >= hub.told()) {
                pending = NONE;
                behind = 0;
                caughtUp = true;
            } else if (turn == TURN) {
                hub.execute(this::advance);
                return;
            } else {
                Optional<Told> each = ring.get(pending);
                if (each.isPresent()) {
                    tellIfWanted(each.get());
                    pending++;
                } else if (ring.knowsAllFrom(next)) {
                    pending = ring.seek(next);
                } else {
                    missed(next);
                    return;
                }
            }
        }
    }

    private void tellIfWanted(Told each) {
        if (isWanted(each)) {
            next = each.place().next();
            behind = Math.max(0, behind - 1);
            tell(cursorAfter(each), new WatchMessage.Changed(each.place().index(), each.change()));
        }
    }

    /** As long as pages reflect different moments no single place says what is known, and a cursor starts anew. */
    private Place cursorAfter(Told each) {
        boolean exact = told.map(state -> state.isOfOneMoment() || each.place().index() > state.lastIndex())
                .orElse(true);
        return exact ? each.place().next() : Place.NOWHERE;
    }

    private boolean isWanted(Told each) {
        return !each.place().isBefore(next)
                && filter.matches(each.change().pool())
                && told.map(state -> !state.reflects(
                                each.change().pool(), each.place().index()))
                        .orElse(true);
    }

    private void missed(Place from) {
        if (ring.wasReplacedAt(from)) {
            readState(true);
        } else {
            dropAsTooSlow();
        }
    }

    private void dropAsTooSlow() {
        hub.drop(this);
        watcher.tooSlow();
    }

    private void tell(Place place, WatchMessage message) {
        watcher.tell(hub.cursor(place), message);
    }
}
