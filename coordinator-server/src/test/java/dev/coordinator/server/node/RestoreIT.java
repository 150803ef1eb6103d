package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coordinator.server.api.backup.Backup;
import dev.coordinator.server.api.backup.BackupFile;
import dev.coordinator.server.lease.Differences;
import dev.coordinator.server.lease.ExactRecovery;
import dev.coordinator.server.lease.PoolImage;
import dev.coordinator.server.lease.SeatImage;
import dev.coordinator.server.lease.StateImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a restore brings back, seat by seat, on real processes. */
final class RestoreIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final List<ThreeNodes> clusters = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (ThreeNodes cluster : clusters) {
            cluster.stop();
        }
    }

    /** Three sources that know nothing of one another: the file, the logs of the old nodes, and what the new nodes have. */
    @Test
    void aRestoreOfABackupUnderLoadIsTheStateAtItsEntryOnEveryNode() throws Exception {
        ThreeNodes old = ThreeNodes.start(Files.createDirectory(folder.resolve("old")));
        clusters.add(old);
        Path file = folder.resolve("state.backup");
        saveUnderLoad(old, file);
        Backup backup = BackupFile.read(file).backup();
        holdsSomethingOfEveryKind(backup.image());
        long index = backup.origin().logIndex();
        stopAt(old, index);
        assertThat(replayed("old", index)).allSatisfy(image -> same(backup.image(), image));

        String clusterId = newClusterId(file);
        ThreeNodes fresh = ThreeNodes.restored(Files.createDirectory(folder.resolve("new")), clusterId, file);
        clusters.add(fresh);
        List<StateImage> running = running(fresh, index);
        stopAt(fresh, index);

        long drawn = Long.parseLong(clusterId.split("-", -1)[1]);
        List<StateImage> begun = replayed("new", index);
        assertThat(begun).allSatisfy(image -> ExactRecovery.check(backup.image(), image, drawn));
        assertThat(running)
                .allSatisfy(image -> assertThat(
                                Differences.between(begun.get(0), image).keySet())
                        .as("what has changed since the new cluster began")
                        .allMatch(place -> place.startsWith("time.") || place.equals("newestWallMillis")));
    }

    private static void saveUnderLoad(ThreeNodes cluster, Path file) throws Exception {
        MixedLoad load = new MixedLoad(cluster.channel(1));
        try {
            await().atMost(PATIENCE).until(() -> load.answered() > 1_000);
            Backups.save(cluster.channel(0), file);
            long then = load.answered();
            await().atMost(PATIENCE).until(() -> load.answered() > then + 100);
        } finally {
            load.end();
        }
    }

    /** Else the comparison would be of nothing. */
    private static void holdsSomethingOfEveryKind(StateImage image) {
        List<PoolImage> pools = image.pools();
        assertThat(pools).hasSizeGreaterThan(12);
        assertThat(pools)
                .extracting(pool -> pool.tenure().getClass().getSimpleName())
                .contains("Held", "Deleted");
        assertThat(pools).anyMatch(pool -> pool.pause().isPresent());
        assertThat(pools).anyMatch(pool -> !pool.alarms().isEmpty());
        assertThat(pools).anyMatch(pool -> pool.appointment().isPresent());
        assertThat(pools).anyMatch(pool -> pool.lastPrimary().isPresent());
        List<SeatImage> seats =
                pools.stream().flatMap(pool -> pool.seats().stream()).toList();
        assertThat(seats).hasSizeGreaterThan(50);
        assertThat(seats).anyMatch(seat -> seat.cordon().isPresent());
        assertThat(seats).anyMatch(seat -> seat.eviction().isPresent());
        assertThat(seats).anyMatch(seat -> !seat.superseded().isEmpty());
        assertThat(seats).anyMatch(seat -> !seat.handle().isNone());
        assertThat(seats).anyMatch(seat -> !seat.profile().electable());
        assertThat(seats).extracting(seat -> seat.presence().name()).contains("LIVE", "LEFT");
    }

    private List<StateImage> running(ThreeNodes cluster, long index) throws Exception {
        List<StateImage> images = new ArrayList<>();
        for (int node = 0; node < 3; node++) {
            awaitApplied(cluster, node, index + 1);
            Path file = folder.resolve("running-" + node + ".backup");
            Backups.saveStale(cluster.channel(node), file);
            Backup backup = BackupFile.read(file).backup();
            assertThat(backup.origin().logIndex()).isGreaterThan(index);
            images.add(backup.image());
        }
        return images;
    }

    private static void stopAt(ThreeNodes cluster, long index) throws InterruptedException {
        for (int node = 0; node < 3; node++) {
            awaitApplied(cluster, node, index);
        }
        for (int node = 0; node < 3; node++) {
            cluster.kill(node);
        }
    }

    private static void awaitApplied(ThreeNodes cluster, int node, long index) {
        await().atMost(PATIENCE)
                .until(() -> cluster.status(node)
                        .filter(status -> status.getAppliedIndex() >= index)
                        .isPresent());
    }

    private List<StateImage> replayed(String cluster, long index) throws Exception {
        List<StateImage> images = new ArrayList<>();
        for (int node = 0; node < 3; node++) {
            images.add(Backups.replayed(folder.resolve(cluster).resolve("n" + node + ".yaml"), index));
        }
        return images;
    }

    private static void same(StateImage expected, StateImage actual) {
        assertThat(Differences.between(expected, actual)).isEmpty();
        assertThat(actual).isEqualTo(expected);
    }

    private String newClusterId(Path file) throws Exception {
        Path output = folder.resolve("output");
        assertThat(ServerProcess.run(output, "new-cluster-id", "--restore", file.toString()))
                .isZero();
        return Files.readString(output).strip();
    }
}
