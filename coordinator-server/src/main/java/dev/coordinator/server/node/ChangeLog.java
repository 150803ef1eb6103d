package dev.coordinator.server.node;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.replication.ChangeListener;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what was decided into the node's log, one line a change, and passes it on.
 *
 * <p>The thread that applies the log never waits for a pipe or a disk: lines that can't be taken are counted, and the count
 * is written instead.
 */
final class ChangeLog implements ChangeListener {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeLog.class);

    private final ChangeListener next;
    private final Executor writer;
    private final AtomicLong lost = new AtomicLong();

    /**
     * In front of {@code next}.
     *
     * @param writer runs one task after the other; rejects when too many wait
     */
    ChangeLog(ChangeListener next, Executor writer) {
        this.next = next;
        this.writer = writer;
    }

    /** Written when the log tells of it. */
    @Override
    public void announced(long logIndex, List<Change> changes) {
        next.announced(logIndex, changes);
    }

    @Override
    public void applied(long logIndex, List<Change> changes) {
        next.applied(logIndex, changes);
        try {
            writer.execute(() -> changes.forEach(change -> write(logIndex, change)));
        } catch (RejectedExecutionException full) {
            lost.addAndGet(changes.size());
        }
    }

    @Override
    public void replaced(long logIndex) {
        next.replaced(logIndex);
    }

    private void write(long logIndex, Change change) {
        long missing = lost.getAndSet(0);
        if (missing > 0) {
            LOG.warn("event=changes-not-logged count={}", missing);
        }
        if (isNews(change.kind())) {
            LOG.info(line(logIndex, change));
        } else {
            LOG.debug(line(logIndex, change));
        }
    }

    static boolean isNews(ChangeKind kind) {
        return switch (kind) {
            case GRANTED,
                    VACATED,
                    DRAINING,
                    DRAIN_CALLED_OFF,
                    DUAL_CLAIM,
                    SETTINGS_CHANGED,
                    DUPLICATE_ID,
                    PAUSED,
                    RESUMED,
                    CORDONED,
                    UNCORDONED,
                    POOL_DELETED,
                    QUIETED,
                    EVICTED,
                    SWITCHOVER_SCHEDULED,
                    SWITCHOVER_BEGUN,
                    SWITCHOVER_DROPPED -> true;
            case DESIGNATED, POOL_CREATED, POOL_REMOVED, SEAT_TAKEN -> false;
        };
    }

    static String line(long logIndex, Change change) {
        StringBuilder line = new StringBuilder("event=").append(word(change.kind()));
        line.append(" pool=").append(change.pool());
        change.from().ifPresent(from -> append(line, "from", from));
        change.to().ifPresent(to -> append(line, "to", to));
        if (change.epoch() != 0) {
            line.append(" epoch=").append(change.epoch());
        }
        line.append(" cause=").append(word(change.cause()));
        if (change.kind() == ChangeKind.GRANTED) {
            line.append(" vacant_ms=").append(change.vacantForMillis());
        }
        if (change.scheduledWallMillis() != 0) {
            line.append(" scheduled=").append(Instant.ofEpochMilli(change.scheduledWallMillis()));
        }
        if (change.trigger().missedCheckIns() > 0) {
            line.append(" missed=").append(change.trigger().missedCheckIns());
        }
        append(line, "actor", change.trigger().actor().name());
        append(line, "comment", change.trigger().actor().comment());
        return line.append(" index=").append(logIndex).toString();
    }

    private static void append(StringBuilder line, String key, InstanceId instance) {
        line.append(' ').append(key).append('=').append(instance);
    }

    /** What people said stays on its line, between quotes. */
    static void append(StringBuilder line, String key, String said) {
        if (!said.isEmpty()) {
            line.append(' ').append(key).append("=\"");
            said.codePoints().forEach(point -> {
                if (point == '"' || point == '\\') {
                    line.append('\\').appendCodePoint(point);
                } else {
                    line.appendCodePoint(Character.isISOControl(point) || isLineEnd(point) ? '?' : point);
                }
            });
            line.append('"');
        }
    }

    private static boolean isLineEnd(int point) {
        int type = Character.getType(point);
        return type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
