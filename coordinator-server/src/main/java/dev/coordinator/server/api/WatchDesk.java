package dev.coordinator.server.api;

import dev.coordinator.server.watch.Watch;
import dev.coordinator.server.watch.WatchHub;
import dev.coordinator.v1.WatchResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.Optional;

/** Opens watches, bounded in number. */
final class WatchDesk {

    private final WatchHub hub;
    private final Readings readings;

    WatchDesk(WatchHub hub, Readings readings) {
        this.hub = hub;
        this.readings = readings;
    }

    void open(WatchTarget target, ServerCallStreamObserver<WatchResponse> down) {
        WatchStream stream = new WatchStream(readings, target.filter(), Caller.current(), down);
        stream.start();
        Optional<Watch> watch = hub.subscribe(target.filter(), target.cursor(), stream);
        if (watch.isPresent()) {
            stream.opened(watch.get());
        } else {
            stream.fail(Statuses.limitReached("watches", "watches at one node", hub.mostWatches()));
        }
    }
}
