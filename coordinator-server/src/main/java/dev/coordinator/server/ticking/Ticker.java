package dev.coordinator.server.ticking;

import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.replication.Proposals;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that time moves on when no check-in moves it: on the node that leads, proposes a tick at the next timer of
 * any kind, and at least once a second while one is pending.
 *
 * <p>Safe for use by any thread; nothing blocks.
 */
public final class Ticker {

    private static final long MOST_MILLIS = 1_000;

    private final Proposals proposals;
    private final ScheduledExecutorService timer;
    private @Nullable ScheduledFuture<?> scheduled;
    private ClusterTime due = ClusterTime.NEVER;
    private ClusterTime firesAt = ClusterTime.NEVER;
    private long round;

    /**
     * Ticks for {@code proposals}.
     *
     * @param timer runs the ticks; one thread is enough
     */
    public Ticker(Proposals proposals, ScheduledExecutorService timer) {
        this.proposals = proposals;
        this.timer = timer;
    }

    /** An entry was applied; {@code next} is when time alone will next change something. */
    public synchronized void applied(Optional<ClusterTime> next) {
        due = next.orElse(ClusterTime.NEVER);
        if (next.isPresent() && due.millis() < firesAt.millis()) {
            ClusterTime now = proposals.estimate();
            schedule(now, Math.max(1, Math.min(MOST_MILLIS, due.millisSince(now))));
        }
    }

    private void schedule(ClusterTime now, long delay) {
        if (scheduled != null) {
            scheduled.cancel(false);
        }
        firesAt = now.plusMillis(delay);
        long current = ++round;
        scheduled = timer.schedule(() -> fire(current), delay, TimeUnit.MILLISECONDS);
    }

    /** A timer that was already running when another took its place does nothing, or there would be two for ever. */
    private synchronized void fire(long ofRound) {
        if (ofRound != round) {
            return;
        }
        scheduled = null;
        firesAt = ClusterTime.NEVER;
        if (due.equals(ClusterTime.NEVER)) {
            return;
        }
        // What the tick brings about is told when it is applied; until then once a second is enough.
        schedule(proposals.estimate(), MOST_MILLIS);
        proposals.tick();
    }
}
