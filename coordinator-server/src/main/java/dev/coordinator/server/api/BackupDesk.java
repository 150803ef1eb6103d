package dev.coordinator.server.api;

import com.google.rpc.Status;
import dev.coordinator.server.api.backup.Backup;
import dev.coordinator.server.api.backup.BackupRecords;
import dev.coordinator.server.api.backup.Origin;
import dev.coordinator.server.lease.LeaseMachine;
import dev.coordinator.server.lease.StateImage;
import dev.coordinator.server.replication.Failure;
import dev.coordinator.server.replication.LogStatus;
import dev.coordinator.server.replication.Reads;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes pictures of the state and sends them, few at a time: a picture keeps alive what changes after it was taken, and
 * each is written by a thread that may wait for its caller.
 */
final class BackupDesk {

    private static final Logger LOG = LoggerFactory.getLogger(BackupDesk.class);
    private static final int MOST_AT_ONCE = 2;
    private static final int IDLE_SECONDS = 10;

    private final EdgeSettings settings;
    private final Readings readings;
    private final Supplier<LogStatus> log;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Set<BackupStream> open = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor writers;

    BackupDesk(EdgeSettings settings, Readings readings, Supplier<LogStatus> log) {
        this.settings = settings;
        this.readings = readings;
        this.log = log;
        this.writers = new ThreadPoolExecutor(
                MOST_AT_ONCE, MOST_AT_ONCE, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "api-backup");
                    thread.setDaemon(true);
                    return thread;
                });
        writers.allowCoreThreadTimeOut(true);
    }

    /** Ends {@code stream} in any case, sooner or later. */
    void save(Freshness freshness, BackupStream stream) {
        if (!places.tryAcquire()) {
            stream.fail(Statuses.limitReached("backups", "backups at one node at a time", MOST_AT_ONCE));
            return;
        }
        open.add(stream);
        readings.read(freshness, LeaseMachine::image, new Reads.Reader<>() {
            @Override
            public void answered(long logIndex, StateImage image) {
                Backup backup = new Backup(origin(freshness, logIndex), image);
                try {
                    writers.execute(() -> send(backup, stream));
                } catch (RejectedExecutionException stopping) {
                    leave(stream, Statuses.stopping());
                }
            }

            @Override
            public void failed(Failure failure) {
                leave(stream, readings.status(failure));
            }
        });
    }

    private Origin origin(Freshness freshness, long logIndex) {
        return new Origin(
                settings.clusterId(),
                settings.self(),
                freshness == Freshness.STALE ? Origin.Source.NODE : Origin.Source.QUORUM,
                logIndex,
                log.get().term(),
                System.currentTimeMillis(),
                settings.version());
    }

    private void send(Backup backup, BackupStream stream) {
        Status failure = Statuses.broken();
        try {
            BackupRecords.write(backup, stream);
            stream.complete();
            LOG.info(
                    "event=backup-sent index={} pools={}",
                    backup.origin().logIndex(),
                    backup.image().pools().size());
        } catch (IOException ended) {
            failure = Statuses.stopping();
            LOG.info(
                    "event=backup-not-sent index={} why=\"{}\"", backup.origin().logIndex(), ended.getMessage());
        } catch (RuntimeException broken) {
            LOG.error("event=backup-not-made", broken);
        } finally {
            leave(stream, failure);
        }
    }

    /** The status is for who was not told how it ended. */
    private void leave(BackupStream stream, Status otherwise) {
        stream.fail(otherwise);
        open.remove(stream);
        places.release();
    }

    /** Ends all that is under way, so that callers go on at another node at once. */
    void close() {
        writers.shutdown();
        open.forEach(stream -> stream.fail(Statuses.stopping()));
    }
}
