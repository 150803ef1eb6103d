package dev.coordinator.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coordinator.v1.BackupRecord;
import dev.coordinator.v1.SaveBackupResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing is written that is not taken, and who takes nothing is told and left. */
final class BackupStreamTest {

    private final Caller caller = new Caller();

    @Test
    void aCallerThatTakesNothingIsEndedAndTheWriterStops() {
        BackupStream stream = new BackupStream(caller, 1);
        stream.start();

        assertThatThrownBy(() -> stream.take(BackupRecord.getDefaultInstance(), 0))
                .isInstanceOf(IOException.class);
        stream.complete();

        assertThat(caller.told).containsExactly("SLOW_READER");
    }

    @Test
    void theWriterGoesOnAsSoonAsTheCallerTakesMore() throws Exception {
        BackupStream stream = new BackupStream(caller, Long.MAX_VALUE / 2);
        stream.start();
        Thread reader = new Thread(() -> {
            caller.ready = true;
            caller.onReady.run();
        });
        reader.start();

        stream.take(BackupRecord.getDefaultInstance(), 3);
        stream.complete();
        reader.join();

        assertThat(caller.told).containsExactly("3 pools", "completed");
    }

    @Test
    void aCallerThatHasGoneStopsTheWriter() {
        BackupStream stream = new BackupStream(caller, Long.MAX_VALUE / 2);
        stream.start();
        caller.onCancel.run();

        assertThatThrownBy(() -> stream.take(BackupRecord.getDefaultInstance(), 0))
                .hasMessage("the caller has gone");
        stream.fail(Statuses.stopping());

        assertThat(caller.told).isEmpty();
    }

    private static final class Caller extends ServerCallStreamObserver<SaveBackupResponse> {

        private final List<String> told = new ArrayList<>();
        private Runnable onReady = () -> {};
        private Runnable onCancel = () -> {};
        private volatile boolean ready;

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setOnReadyHandler(Runnable handler) {
            onReady = handler;
        }

        @Override
        public void setOnCancelHandler(Runnable handler) {
            onCancel = handler;
        }

        @Override
        public void onNext(SaveBackupResponse piece) {
            told.add(piece.getPoolsSent() + " pools");
        }

        @Override
        public void onError(Throwable error) {
            told.add(TestNode.info(TestNode.statusOf(error)).getReason());
        }

        @Override
        public void onCompleted() {
            told.add("completed");
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public void setCompression(String compression) {}

        @Override
        public void disableAutoInboundFlowControl() {}

        @Override
        public void request(int count) {}

        @Override
        public void setMessageCompression(boolean enable) {}
    }
}
