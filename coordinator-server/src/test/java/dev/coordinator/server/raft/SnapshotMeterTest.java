package dev.coordinator.server.raft;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.error.RaftError;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.storage.snapshot.local.LocalSnapshotWriter;
import dev.coordinator.server.replication.LogMeter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots are measured, those that fail as well, and the one on the disk is known. */
final class SnapshotMeterTest {

    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();
    private final List<Status> ended = new ArrayList<>();
    private final Tape tape = new Tape();
    private final Fault fault = new Fault((why, cause) -> told.add("stopped: " + why));
    private final LogStateMachine machine = new LogStateMachine(
            new PeerId("a", 1),
            tape,
            fault,
            new LeaderView(),
            Runnable::run,
            new SnapshotPace(1_000, () -> {}),
            new Notes());

    @Test
    void snapshotThatWasWrittenIsToldWithItsSizeAndAge() throws IOException {
        tape.apply(1, "entry".getBytes(StandardCharsets.UTF_8), Optional.empty());

        machine.onSnapshotSave(writer(), ended::add);

        assertThat(ended).singleElement().matches(Status::isOk);
        long writtenAt = Files.getLastModifiedTime(folder.resolve("temp").resolve(SnapshotFile.NAME))
                .toMillis();
        assertThat(told).containsExactly("taken", "kept 0, 5 bytes, at " + writtenAt);
    }

    @Test
    void snapshotThatCannotBeWrittenIsCountedAndCostsNoNode() throws IOException {
        LocalSnapshotWriter writer = writer();
        Files.delete(folder.resolve("temp"));

        machine.onSnapshotSave(writer, ended::add);

        assertThat(ended).singleElement().matches(status -> status.getRaftError() == RaftError.EAGAIN);
        assertThat(told).containsExactly("failed");
    }

    private LocalSnapshotWriter writer() {
        LocalSnapshotWriter writer =
                new LocalSnapshotWriter(folder.resolve("temp").toString(), null, new RaftOptions());
        assertThat(writer.init(null)).isTrue();
        return writer;
    }

    private final class Notes implements LogMeter {

        @Override
        public void written(long nanos) {
            told.add("written");
        }

        @Override
        public void snapshotTaken(long nanos) {
            told.add("taken");
        }

        @Override
        public void snapshotFailed() {
            told.add("failed");
        }

        @Override
        public void snapshotKept(long index, long bytes, long writtenAtMillis) {
            told.add("kept " + index + ", " + bytes + " bytes, at " + writtenAtMillis);
        }
    }
}
