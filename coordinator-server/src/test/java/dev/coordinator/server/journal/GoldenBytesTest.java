package dev.coordinator.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Handle;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.Info;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.LeaseMachine;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.Profile;
import dev.coordinator.server.lease.SettingsChange;
import dev.coordinator.server.lease.Stamp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Bytes that were written once and that every later release must read. When this fails, the form in the log has changed:
 * committed logs and snapshots of older releases can't be read any more, unless the format's number was raised and the old
 * form is still read.
 */
final class GoldenBytesTest {

    private static final PoolName POOL = new PoolName("billing");
    private static final Incarnation RUN = new Incarnation(0x1122334455667788L);

    @Test
    void entryHasTheBytesItAlwaysHad() throws IOException {
        byte[] golden = golden("entry.hex");

        assertThat(hex(Entries.encode(everyCommand()))).isEqualTo(hex(golden));
        assertThat(Entries.decode(golden)).isEqualTo(everyCommand());
    }

    @Test
    void imageHasTheBytesItAlwaysHad() throws IOException {
        LeaseMachine machine = new LeaseMachine();
        machine.apply(everyCommand().stamp(), everyCommand().commands(), change -> {});
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        Images.write(machine.image(), out);

        byte[] golden = golden("image.hex");
        assertThat(hex(out.toByteArray())).isEqualTo(hex(golden));
        assertThat(Images.read(new ByteArrayInputStream(golden))).isEqualTo(machine.image());
    }

    private static Group everyCommand() {
        TreeMap<String, String> labels = new TreeMap<>();
        labels.put("zone", "a");
        labels.put("größe", "1");
        Profile profile =
                new Profile(true, "", -3, "10.0.0.1:80", labels, Info.of("{}".getBytes(StandardCharsets.UTF_8)));
        SettingsChange settings = new SettingsChange(
                OptionalLong.of(10_000),
                OptionalLong.of(60_000),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalInt.of(1),
                OptionalLong.empty());
        Command checkIn = new Command.CheckIn(
                POOL,
                new InstanceId("a"),
                RUN,
                List.of(new Incarnation(-2)),
                77,
                1,
                profile,
                Holding.NOTHING,
                false,
                true);
        Command bare = new Command.CheckIn(
                POOL,
                new InstanceId("b"),
                Incarnation.BARE,
                List.of(),
                0,
                0,
                Profile.PLAIN.withElectable(false, "warming up"),
                Holding.UNSAID,
                false,
                false);
        return new Group(
                new Stamp(new ClusterTime(5_000), 1_700_000_000_000L),
                List.of(
                        new Command.SetPoolSettings(POOL, settings),
                        checkIn,
                        new Command.Renewal(new Handle(1), 2, new Holding.Claim(1)),
                        new Command.Renewal(new Handle(99), 3, Holding.UNSAID),
                        bare,
                        new Command.Barrier(),
                        new Command.Leave(POOL, new InstanceId("c"), RUN, 9)));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes).replaceAll("(.{64})", "$1\n").strip();
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream in = GoldenBytesTest.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
        }
    }
}
