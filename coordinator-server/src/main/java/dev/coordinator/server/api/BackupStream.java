package dev.coordinator.server.api;

import com.google.rpc.Status;
import dev.coordinator.server.api.backup.BackupRecords;
import dev.coordinator.v1.BackupRecord;
import dev.coordinator.v1.SaveBackupResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/**
 * A backup on its way to one caller. Who writes waits while the caller takes nothing, so that no more than a few parts are
 * ever held for it.
 */
final class BackupStream implements BackupRecords.Sink {

    private final ServerCallStreamObserver<SaveBackupResponse> down;
    private final long patienceNanos;
    private boolean ended;

    /** @param patienceNanos how long the caller may take nothing */
    BackupStream(ServerCallStreamObserver<SaveBackupResponse> down, long patienceNanos) {
        this.down = down;
        this.patienceNanos = patienceNanos;
    }

    /** To be called while the call is being taken. */
    void start() {
        down.setOnReadyHandler(this::wake);
        down.setOnCancelHandler(this::gone);
    }

    private synchronized void wake() {
        notifyAll();
    }

    private synchronized void gone() {
        ended = true;
        notifyAll();
    }

    /** @throws IOException if the call has ended, or the caller takes nothing for too long */
    @Override
    public synchronized void take(BackupRecord record, int poolsWritten) throws IOException {
        awaitReady();
        if (ended) {
            throw new IOException("the caller has gone");
        }
        down.onNext(SaveBackupResponse.newBuilder()
                .setRecord(record)
                .setPoolsSent(poolsWritten)
                .build());
    }

    private void awaitReady() throws IOException {
        long giveUp = System.nanoTime() + patienceNanos;
        while (!ended && !down.isReady()) {
            long left = giveUp - System.nanoTime();
            if (left <= 0) {
                fail(Statuses.tooSlow(
                        "SLOW_READER",
                        "nothing of the backup was taken for " + TimeUnit.NANOSECONDS.toSeconds(patienceNanos)
                                + " s; save it again"));
                return;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("the node stops");
            }
        }
    }

    synchronized void complete() {
        if (!ended) {
            ended = true;
            down.onCompleted();
        }
    }

    synchronized void fail(Status status) {
        if (!ended) {
            ended = true;
            down.onError(Statuses.thrown(status));
            notifyAll();
        }
    }
}
