package dev.coordinator.server.api;

import dev.coordinator.v1.BackupServiceGrpc;
import dev.coordinator.v1.SaveBackupRequest;
import dev.coordinator.v1.SaveBackupResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.TimeUnit;

/** Takes backups of the running cluster. */
final class BackupEndpoint extends BackupServiceGrpc.BackupServiceImplBase {

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final BackupDesk desk;

    BackupEndpoint(BackupDesk desk) {
        this.desk = desk;
    }

    @Override
    public void saveBackup(SaveBackupRequest request, StreamObserver<SaveBackupResponse> observer) {
        BackupStream stream = new BackupStream((ServerCallStreamObserver<SaveBackupResponse>) observer, PATIENCE_NANOS);
        stream.start();
        Violations violations = new Violations();
        Freshness freshness = Freshness.check(request.getConsistency(), request.getConsistencyValue(), violations);
        if (violations.isEmpty()) {
            desk.save(freshness, stream);
        } else {
            stream.fail(Statuses.invalid(violations));
        }
    }
}
