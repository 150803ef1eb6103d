package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coordinator.server.api.backup.Backup;
import dev.coordinator.server.api.backup.Origin;
import dev.coordinator.server.api.backup.StoredBackup;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.Epoch;
import dev.coordinator.server.lease.LeaseMachine;
import dev.coordinator.server.lease.Limits;
import dev.coordinator.server.lease.Stamp;
import dev.coordinator.server.roster.NodeId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The id of a restored cluster binds its nodes to one file, one way and one time. */
final class RestoreTest {

    private static final long DRAWN = 1_800_000_000_000L;
    private static final long NEWEST = DRAWN - 60_000;

    private final StoredBackup stored = stored("aa", NEWEST);
    private final RestoreOptions plain = options();

    @Test
    void everyNodeMakesTheSameStateOfTheId() throws IOException {
        Restore drawn = Restore.begin(stored, plain, DRAWN);
        String id = drawn.id().text();
        assertThat(id).matches("restored-1800000000000-[0-9a-f]{16}").hasSizeLessThanOrEqualTo(64);

        Restore first = Restore.resume(id, stored, plain, DRAWN + 1);
        Restore second =
                Restore.resume(id, stored, plain, DRAWN + Duration.ofHours(23).toMillis());

        assertThat(first.state()).isEqualTo(second.state()).isEqualTo(drawn.state());
        assertThat(first.state().lastEpoch()).isEqualTo(DRAWN * 1_000);
        assertThat(first.state().quietUntil()).isEqualTo(new ClusterTime(1_000 + Limits.LONGEST_LEASE_MILLIS));
    }

    @Test
    void optionsDecideAndAreTheSameEverywhere() throws IOException {
        RestoreOptions unsafe = options("--unsafe-now", "--epoch-floor", "5000000000000000");
        String id = Restore.begin(stored, unsafe, DRAWN).id().text();

        Restore restore = Restore.resume(id, stored, unsafe, DRAWN);

        assertThat(restore.state().lastEpoch()).isEqualTo(5_000_000_000_000_000L);
        assertThat(restore.state().quietUntil()).isEqualTo(new ClusterTime(1_000));
        refused(id, stored, plain, DRAWN, "with other options than this restore's (none)");
        refused(id, stored, options("--unsafe-now"), DRAWN, "than this restore's (--unsafe-now)");
    }

    @Test
    void anotherFileIsRefused() {
        String id = Restore.begin(stored, plain, DRAWN).id().text();

        refused(id, stored("ab", NEWEST), plain, DRAWN, "was drawn for another file");
    }

    @Test
    void anIdThatWasNotDrawnForARestoreIsRefused() {
        refused("three-nodes", stored, plain, DRAWN, "was not drawn for a restore");
        refused("restored-1-00", stored, plain, DRAWN, "was not drawn for a restore");
    }

    @Test
    void anOldIdIsRefusedForItMayHaveServed() {
        String id = Restore.begin(stored, plain, DRAWN).id().text();

        refused(id, stored, plain, DRAWN + Duration.ofHours(25).toMillis(), "was drawn 25 h ago");
    }

    @Test
    void anIdFromTheFutureIsRefused() throws IOException {
        String id = Restore.begin(stored, plain, DRAWN).id().text();

        assertThat(Restore.resume(id, stored, plain, DRAWN - 300_000).id().text())
                .isEqualTo(id);
        refused(id, stored, plain, DRAWN - 301_000, "301 s in the future");
    }

    @Test
    void aClockBehindTheBackupIsRefused() {
        Restore behind = Restore.begin(stored("aa", DRAWN + 1), plain, DRAWN);

        assertThatExceptionOfType(CommandRefusal.class)
                .isThrownBy(behind::state)
                .withMessageContaining("the clock of the machine that drew the id was behind the backup");
    }

    @Test
    void aFloorOutOfRangeIsRefusedWithTheLimit() {
        assertThatExceptionOfType(CommandRefusal.class)
                .isThrownBy(() -> Restore.begin(stored, options("--epoch-floor", "-1"), DRAWN)
                        .state())
                .withMessage("--epoch-floor: at least 0, not -1");
        assertThatExceptionOfType(CommandRefusal.class)
                .isThrownBy(() -> Restore.begin(stored, options("--epoch-floor", Long.toString(Epoch.LIMIT)), DRAWN)
                        .state())
                .withMessageContaining("next_epoch: at most 2^53");
    }

    private static void refused(String id, StoredBackup stored, RestoreOptions options, long now, String words) {
        assertThatExceptionOfType(CommandRefusal.class)
                .isThrownBy(() -> Restore.resume(id, stored, options, now))
                .withMessageContaining(words);
    }

    private static RestoreOptions options(String... arguments) {
        RestoreOptions options = new RestoreOptions();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("options", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
                .parseArgs(arguments);
        return options;
    }

    private static StoredBackup stored(String fingerprint, long newestWall) {
        LeaseMachine machine = new LeaseMachine();
        machine.apply(new Stamp(new ClusterTime(1_000), newestWall), List.of(), change -> {});
        Origin origin = new Origin("c1", new NodeId("n1"), Origin.Source.QUORUM, 42, 3, newestWall, "1.2.3");
        return new StoredBackup(new Backup(origin, machine.image()), fingerprint);
    }
}
