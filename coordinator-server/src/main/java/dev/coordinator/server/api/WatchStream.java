package dev.coordinator.server.api;

import com.google.rpc.Status;
import dev.coordinator.server.lease.LeaseMachine;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.PoolView;
import dev.coordinator.server.replication.Failure;
import dev.coordinator.server.replication.Reads;
import dev.coordinator.server.watch.Watch;
import dev.coordinator.server.watch.WatchCursor;
import dev.coordinator.server.watch.WatchFilter;
import dev.coordinator.server.watch.WatchMessage;
import dev.coordinator.server.watch.Watcher;
import dev.coordinator.v1.Resync;
import dev.coordinator.v1.Synced;
import dev.coordinator.v1.WatchResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A watch over one call. The hub writes on its thread, others only end it; nothing is written after the end. */
final class WatchStream implements Watcher {

    private final Readings readings;
    private final WatchFilter filter;
    private final Caller caller;
    private final ServerCallStreamObserver<WatchResponse> down;
    private @Nullable Watch watch;
    private boolean ended;

    /** @param caller is told of the pools that they may read, at the time of each message */
    WatchStream(Readings readings, WatchFilter filter, Caller caller, ServerCallStreamObserver<WatchResponse> down) {
        this.readings = readings;
        this.filter = filter;
        this.caller = caller;
        this.down = down;
    }

    /** To be called while the call is being taken. */
    void start() {
        down.setOnReadyHandler(this::ready);
        down.setOnCancelHandler(this::gone);
    }

    synchronized void opened(Watch opened) {
        watch = opened;
        if (ended) {
            opened.cancel();
        }
    }

    private synchronized void ready() {
        if (watch != null) {
            watch.ready();
        }
    }

    private synchronized void gone() {
        ended = true;
        if (watch != null) {
            watch.cancel();
        }
    }

    /** Ends the stream with an error. */
    synchronized void fail(Status status) {
        if (!ended) {
            gone();
            down.onError(Statuses.thrown(status));
        }
    }

    @Override
    public boolean isReady() {
        return down.isReady();
    }

    @Override
    public void tell(WatchCursor cursor, WatchMessage message) {
        if (!maySee(message)) {
            return;
        }
        WatchResponse response = response(cursor, message);
        synchronized (this) {
            if (!ended) {
                down.onNext(response);
            }
        }
    }

    private boolean maySee(WatchMessage message) {
        if (message instanceof WatchMessage.Changed changed) {
            return caller.mayRead(changed.change().pool().value());
        }
        return !(message instanceof WatchMessage.Present present)
                || caller.mayRead(present.pool().name().value());
    }

    private static WatchResponse response(WatchCursor cursor, WatchMessage message) {
        WatchResponse.Builder response = WatchResponse.newBuilder().setCursor(cursor.text());
        if (message instanceof WatchMessage.Changed changed) {
            return response.setChange(Messages.change(changed.logIndex(), changed.change()))
                    .build();
        }
        if (message instanceof WatchMessage.Present present) {
            return response.setPool(Messages.pool(present.pool())).build();
        }
        return message instanceof WatchMessage.Synced
                ? response.setSynced(Synced.getDefaultInstance()).build()
                : response.setResync(Resync.getDefaultInstance()).build();
    }

    @Override
    public void read(Optional<PoolName> after, int most, PageReader reader) {
        Freshness freshness = after.isEmpty() ? Freshness.LINEARIZABLE : Freshness.STALE;
        readings.read(freshness, query(after, most), new Reads.Reader<>() {
            @Override
            public void answered(long logIndex, List<PoolView> pools) {
                reader.page(logIndex, pools);
            }

            @Override
            public void failed(Failure failure) {
                fail(readings.status(failure));
            }
        });
    }

    private Function<LeaseMachine, List<PoolView>> query(Optional<PoolName> after, int most) {
        if (filter instanceof WatchFilter.OnePool one) {
            return machine -> machine.view(one.pool()).stream().toList();
        }
        String prefix = filter instanceof WatchFilter.Prefix starts ? starts.prefix() : "";
        return machine -> machine.list(prefix, after, most);
    }

    @Override
    public void tooSlow() {
        fail(Statuses.tooSlow(
                "SLOW_WATCHER", "more changes wait for this watch than is allowed; resume by the last cursor"));
    }

    @Override
    public void closing() {
        fail(Statuses.stopping());
    }
}
