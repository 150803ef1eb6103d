package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.config.Configuration;
import dev.coordinator.server.lease.StateImage;
import dev.coordinator.server.raft.SurvivorLog;
import dev.coordinator.server.replication.Replay;
import dev.coordinator.v1.BackupServiceGrpc;
import dev.coordinator.v1.Consistency;
import dev.coordinator.v1.SaveBackupRequest;
import dev.coordinator.v1.SaveBackupResponse;
import io.grpc.ManagedChannel;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;

/** The ways to a node's state: a backup of one that runs, and the log of one that is stopped. */
final class Backups {

    private Backups() {}

    /** As coordctl does it. */
    static void save(ManagedChannel channel, Path file) throws IOException {
        save(channel, SaveBackupRequest.getDefaultInstance(), file);
    }

    /** Of what this node has applied. */
    static void saveStale(ManagedChannel channel, Path file) throws IOException {
        save(
                channel,
                SaveBackupRequest.newBuilder()
                        .setConsistency(Consistency.CONSISTENCY_STALE)
                        .build(),
                file);
    }

    private static void save(ManagedChannel channel, SaveBackupRequest request, Path file) throws IOException {
        Iterator<SaveBackupResponse> pieces = BackupServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(30, TimeUnit.SECONDS)
                .saveBackup(request);
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            out.write("COORDBAK".getBytes(StandardCharsets.US_ASCII));
            while (pieces.hasNext()) {
                byte[] record = pieces.next().getRecord().toByteArray();
                CRC32C crc = new CRC32C();
                crc.update(record);
                out.writeInt(record.length);
                out.write(record);
                out.writeInt((int) crc.getValue());
            }
        }
    }

    /** What the folder of a stopped node comes to at this very entry: its snapshot and its log, read apart from any node. */
    static StateImage replayed(Path configuration, long index) throws Exception {
        Replay replay = new Replay();
        try (SurvivorLog log =
                SurvivorLog.open(Settings.raft(Configuration.load(configuration, Map.of(), List.of())))) {
            assertThat(log.replay(replay, index).index()).isEqualTo(index);
        }
        return replay.image();
    }
}
