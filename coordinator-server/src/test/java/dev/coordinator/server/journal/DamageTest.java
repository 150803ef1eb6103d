package dev.coordinator.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coordinator.journal.v1.Change;
import dev.coordinator.journal.v1.Entry;
import dev.coordinator.journal.v1.ForwardReply;
import dev.coordinator.journal.v1.ImageHeader;
import dev.coordinator.journal.v1.Operate;
import dev.coordinator.journal.v1.Outcome;
import dev.coordinator.journal.v1.PeerMessage;
import dev.coordinator.journal.v1.PoolState;
import dev.coordinator.journal.v1.Quiet;
import dev.coordinator.journal.v1.Renewals;
import dev.coordinator.journal.v1.Run;
import dev.coordinator.journal.v1.Settings;
import dev.coordinator.journal.v1.Trigger;
import dev.coordinator.server.lease.Actor;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Handle;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.Operation;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.PoolSettings;
import dev.coordinator.server.lease.SettingsChange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Bytes that can't be read in full are refused: nothing is skipped and nothing is guessed. */
final class DamageTest {

    private final byte[] image = written(new AnyValues(7).image());

    @Test
    void imageWithOneByteChangedIsRefused() {
        for (int at = 0; at < image.length; at++) {
            for (int change : new int[] {1, 0xFF}) {
                byte[] damaged = image.clone();
                damaged[at] ^= (byte) change;

                assertRefused(damaged, "byte %d changed by %d".formatted(at, change));
            }
        }
    }

    @Test
    void imageCutAnywhereIsRefused() {
        for (int length = 0; length < image.length; length++) {
            assertRefused(Arrays.copyOf(image, length), "cut to %d".formatted(length));
        }
    }

    @Test
    void imageWithMoreBehindItIsRefused() {
        assertRefused(Arrays.copyOf(image, image.length + 1), "one byte more");
    }

    @Test
    void hugeLengthIsRefusedWithoutTakingTheMemory() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBytes("COORDIMG");
        out.writeInt(256 << 20);
        out.write(1);

        assertRefused(bytes.toByteArray(), "a length that nothing follows");
    }

    @Test
    void laterFormatIsRefusedByName() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        byte[] header = ImageHeader.newBuilder().setFormat(2).build().toByteArray();
        out.writeBytes("COORDIMG");
        out.writeInt(header.length);
        out.write(header);
        byte[] entry = Entry.newBuilder().setFormat(2).build().toByteArray();
        byte[] message = PeerMessage.newBuilder().setFormat(2).build().toByteArray();

        String complaint = "format 2 is not known to this release, which reads 1";
        assertThatThrownBy(() -> Images.read(new ByteArrayInputStream(bytes.toByteArray())))
                .isInstanceOf(JournalException.class)
                .hasMessage(complaint);
        assertThatThrownBy(() -> Entries.decode(entry))
                .isInstanceOf(JournalException.class)
                .hasMessage(complaint);
        assertThatThrownBy(() -> PeerMessages.decode(message))
                .isInstanceOf(JournalException.class)
                .hasMessage(complaint);
    }

    @Test
    void emptyBytesAreNoEntryNoMessageAndNoReply() {
        byte[] nothing = new byte[0];

        assertThatExceptionOfType(JournalException.class).isThrownBy(() -> Entries.decode(nothing));
        assertThatExceptionOfType(JournalException.class).isThrownBy(() -> PeerMessages.decode(nothing));
        assertThatExceptionOfType(JournalException.class).isThrownBy(() -> OutcomesCodec.decode(nothing));
    }

    @Test
    void commandOfUnknownKindIsRefused() {
        byte[] unknown = Entry.newBuilder()
                .setFormat(1)
                .addRuns(Run.getDefaultInstance())
                .build()
                .toByteArray();
        byte[] uneven = Entry.newBuilder()
                .setFormat(1)
                .addRuns(Run.newBuilder()
                        .setRenewals(Renewals.newBuilder().addTriples(1).addTriples(2)))
                .build()
                .toByteArray();

        assertThatExceptionOfType(JournalException.class).isThrownBy(() -> Entries.decode(unknown));
        assertThatExceptionOfType(JournalException.class).isThrownBy(() -> Entries.decode(uneven));
    }

    @Test
    void operationTenureAndConstantOfUnknownKindAreRefused() throws IOException {
        byte[] operation = Entry.newBuilder()
                .setFormat(1)
                .addRuns(Run.newBuilder().setOperate(Operate.newBuilder().setPool("p")))
                .build()
                .toByteArray();
        int noCause = ChangeCause.values().length;
        Change.Builder change =
                Change.newBuilder().setTrigger(Trigger.newBuilder().setCause(noCause));
        PoolState.Builder pool = PoolState.newBuilder().setName("p");

        assertThatThrownBy(() -> Entries.decode(operation)).hasMessage("an operation that this release does not know");
        assertThatThrownBy(() -> PoolCodec.decode(pool.build())).hasMessage("a tenure that this release does not know");
        pool.setQuiet(Quiet.getDefaultInstance()).addHistory(change);
        assertThatThrownBy(() -> PoolCodec.decode(pool.build())).hasMessage("no ChangeCause has number " + noCause);
    }

    @Test
    void settingsInForceAreAllThereOrRefused() {
        Settings.Builder allButOne =
                SettingsCodec.encodeAll(PoolSettings.DEFAULT).toBuilder().clearFailback();
        byte[] reply = ForwardReply.newBuilder()
                .setOutcomes(dev.coordinator.journal.v1.Outcomes.newBuilder()
                        .addOutcomes(Outcome.newBuilder().setSettings(allButOne)))
                .build()
                .toByteArray();

        assertThatThrownBy(() -> OutcomesCodec.decode(reply))
                .isInstanceOf(JournalException.class)
                .hasMessage("settings of which some are missing");
    }

    @Test
    void halfACharacterOfAnOperatorIsNotTaken() {
        PoolName pool = new PoolName("p");
        Actor nameless = new Actor("\uD83D", "");
        Actor wordless = new Actor("", "\uDE42 typed twice");
        Actor exact = new Actor("größer", "🙂");

        for (Actor actor : List.of(nameless, wordless)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Entries.requireExact(new Command.Operate(pool, new Operation.Resume(), actor)))
                    .withMessageContaining("half a character");
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> Entries.requireExact(new Command.SetPoolSettings(pool, SettingsChange.NONE, actor)))
                    .withMessageContaining("half a character");
        }
        assertThatNoException()
                .isThrownBy(() -> Entries.requireExact(new Command.Operate(pool, new Operation.Resume(), exact)));
    }

    @Test
    void garbageIsReadOrRefusedAndNothingElse() {
        Random random = new Random(42);
        for (int round = 0; round < 8_000; round++) {
            byte[] garbage = new byte[random.nextInt(60)];
            random.nextBytes(garbage);
            readsOrRefuses(garbage);
        }
    }

    @Test
    void damagedEntryIsReadOrRefusedAndNothingElse() {
        Random random = new Random(43);
        for (int round = 0; round < 8_000; round++) {
            AnyValues any = new AnyValues(round % 50);
            byte[] bytes = round % 2 == 0
                    ? Entries.encode(any.group())
                    : OutcomesCodec.encode(new AnyDecisions(round % 50).decided());
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            readsOrRefuses(random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes);
        }
    }

    /** What was read can be written again, for a node that leads appends what another node passed on. */
    private static void readsOrRefuses(byte[] bytes) {
        read(Entries::decode, bytes)
                .ifPresent(group ->
                        assertThat(Entries.decode(Entries.encode(group))).isEqualTo(group));
        read(PeerMessages::decode, bytes);
        read(OutcomesCodec::decode, bytes);
    }

    private static <T> Optional<T> read(Function<byte[], T> decode, byte[] bytes) {
        try {
            return Optional.of(decode.apply(bytes));
        } catch (JournalException refused) {
            return Optional.empty();
        }
    }

    @Test
    void renewalCostsTwelveBytesAtMost() {
        Command.Renewal typical = new Command.Renewal(new Handle(250_000), 100_000, new Holding.Claim(900_000));
        Command.Renewal first = new Command.Renewal(new Handle(1), 1, Holding.NOTHING);
        int thousand = PeerMessages.encode(forward(typical)).length;

        assertThat(thousand).isLessThan(12 * 1_000);
        assertThat(PeerMessages.encode(forward(first)).length).isLessThan(4 * 1_000);
    }

    private static dev.coordinator.server.journal.PeerMessage forward(Command command) {
        return new dev.coordinator.server.journal.PeerMessage.Forward(Collections.nCopies(1_000, command));
    }

    private static void assertRefused(byte[] bytes, String how) {
        try {
            Images.read(new ByteArrayInputStream(bytes));
        } catch (IOException | JournalException expected) {
            return;
        }
        throw new AssertionError("an image was loaded: " + how);
    }

    private static byte[] written(Image image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Images.write(image, out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }
}
