package dev.coordinator.server.api.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.LeaseMachine;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.Profile;
import dev.coordinator.server.lease.Stamp;
import dev.coordinator.server.lease.StateImage;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.v1.BackupRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup is read whole, or refused with what is the matter. */
final class BackupFileTest {

    private static final long WALL = 1_800_000_000_000L;

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void choose() {
        file = folder.resolve("state.backup");
    }

    @Test
    void whatWasWrittenIsRead() throws IOException {
        Backup backup = backup(3);

        BackupFile.write(file, backup);

        assertThat(BackupFile.read(file).backup()).isEqualTo(backup);
        assertThat(folder.toFile().list()).containsExactly("state.backup");
    }

    @Test
    void aStateOfManyPartsIsReadToo() throws IOException {
        Backup backup = backup(3_000);
        List<BackupRecord> records = new ArrayList<>();
        List<Integer> progress = new ArrayList<>();
        BackupRecords.write(backup, (record, pools) -> {
            records.add(record);
            progress.add(pools);
        });

        BackupFile.write(file, backup);

        assertThat(records).hasSizeGreaterThan(4);
        assertThat(records.stream().filter(BackupRecord::hasPart))
                .allMatch(record -> record.getPart().getData().size() <= BackupRecords.MOST_PART_BYTES);
        assertThat(progress).isSorted().startsWith(0).endsWith(3_000);
        assertThat(BackupFile.read(file).backup()).isEqualTo(backup);
    }

    @Test
    void equalFilesHaveOneFingerprintAndOthersAnother() throws IOException {
        Path copy = folder.resolve("copy");
        Path other = folder.resolve("other");
        BackupFile.write(file, backup(3));
        Files.copy(file, copy);
        BackupFile.write(other, backup(4));

        StoredBackup stored = BackupFile.read(file);
        assertThat(BackupFile.read(copy).fingerprint()).isEqualTo(stored.fingerprint());
        assertThat(BackupFile.read(other).fingerprint()).isNotEqualTo(stored.fingerprint());
        assertThat(stored.mark("a")).matches("[0-9a-f]{16}").isNotEqualTo(stored.mark("b"));
    }

    @Test
    void everyFlippedBitIsNoticed() throws IOException {
        BackupFile.write(file, backup(1));
        byte[] whole = Files.readAllBytes(file);

        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, flipped);
            refused("state.backup");
        }
    }

    @Test
    void everyCutIsNoticed() throws IOException {
        BackupFile.write(file, backup(1));
        byte[] whole = Files.readAllBytes(file);

        for (int length = BackupFile.MAGIC.length; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            refused("is cut off after its first");
        }
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        refused("goes on after its end");
    }

    @Test
    void aFileOfSomethingElseIsCalledThat() throws IOException {
        Files.writeString(file, "cluster:\n  id: c1\n");
        refused("is not a backup of a coordinator");

        Files.writeString(file, "");
        refused("is not a backup of a coordinator");
    }

    @Test
    void aLaterFormatIsRefusedWithItsNumber() throws IOException {
        changeHeader(record -> record.getHeaderBuilder().setFormat(2));

        refused("has format 2, this release reads 1");
    }

    @Test
    void aHeaderThatSaysOtherThanTheStateIsRefused() throws IOException {
        changeHeader(record -> record.getHeaderBuilder().setHighestEpoch(99));

        refused("contradicts itself");
    }

    @Test
    void aHeaderOfNoEntryIsRefused() throws IOException {
        changeHeader(record -> record.getHeaderBuilder().setLogIndex(0));

        refused("an entry above 0");
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        Files.writeString(file, "precious");

        assertThatThrownBy(() -> BackupFile.write(file, backup(1))).isInstanceOf(FileAlreadyExistsException.class);

        assertThat(file).hasContent("precious");
    }

    private interface Change {
        void make(BackupRecord.Builder record);
    }

    /** With a checksum that fits, as another release would write it. */
    private void changeHeader(Change change) throws IOException {
        BackupFile.write(file, backup(1));
        ByteBuffer whole = ByteBuffer.wrap(Files.readAllBytes(file));
        byte[] magic = new byte[BackupFile.MAGIC.length];
        whole.get(magic);
        byte[] header = new byte[whole.getInt()];
        whole.get(header);
        whole.getInt();
        BackupRecord.Builder record = BackupRecord.parseFrom(header).toBuilder();
        change.make(record);
        byte[] changed = record.build().toByteArray();
        ByteBuffer out = ByteBuffer.allocate(magic.length + 8 + changed.length + whole.remaining());
        out.put(magic)
                .putInt(changed.length)
                .put(changed)
                .putInt(BackupFile.checksum(changed))
                .put(whole);
        Files.write(file, out.array());
    }

    private void refused(String words) {
        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> BackupFile.read(file))
                .withMessageContaining(words);
    }

    private static Backup backup(int pools) {
        return new Backup(
                new Origin("c1", new NodeId("n1"), Origin.Source.QUORUM, 42, 3, WALL + 1, "1.2.3"), state(pools));
    }

    private static StateImage state(int pools) {
        LeaseMachine machine = new LeaseMachine();
        List<Command> commands = IntStream.range(0, pools)
                .mapToObj(pool -> (Command) new Command.CheckIn(
                        new PoolName("pool-" + pool),
                        new InstanceId("a"),
                        Incarnation.BARE,
                        List.of(),
                        0,
                        0,
                        Profile.PLAIN,
                        Holding.UNSAID,
                        false,
                        true))
                .toList();
        machine.apply(new Stamp(new ClusterTime(1_000), WALL), commands, change -> {});
        return machine.image();
    }
}
