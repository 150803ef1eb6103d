package dev.coordinator.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.lease.Candidate;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.DrainCause;
import dev.coordinator.server.lease.Presence;
import dev.coordinator.server.lease.Refusal;
import dev.coordinator.server.lease.Role;
import dev.coordinator.server.lease.RoleReason;
import dev.coordinator.server.roster.NodeChange;
import dev.coordinator.server.roster.Standing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Bytes that were written once and that every later release must read. When this fails, the form in the log has changed:
 * committed logs and snapshots of older releases can't be read any more, unless the format's number was raised and the old
 * form is still read.
 */
final class GoldenBytesTest {

    @Test
    void entryHasTheBytesItAlwaysHad() throws IOException {
        byte[] golden = golden("entry.hex");

        assertThat(hex(Entries.encode(FixedValues.everyCommand()))).isEqualTo(hex(golden));
        assertThat(Entries.decode(golden)).isEqualTo(FixedValues.everyCommand());
    }

    @Test
    void aChangeOfTheNodesHasTheBytesItAlwaysHad() throws IOException {
        byte[] golden = golden("node-change.hex");

        assertThat(hex(Entries.encode(FixedValues.changeOfNodes()))).isEqualTo(hex(golden));
        assertThat(Entries.decode(golden)).isEqualTo(FixedValues.changeOfNodes());
    }

    @Test
    void theHistoryOfTheNodesHasTheBytesItAlwaysHad() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        Images.write(FixedValues.historyOfNodes(), out);

        byte[] golden = golden("node-history.hex");
        assertThat(hex(out.toByteArray())).isEqualTo(hex(golden));
        assertThat(Images.read(new ByteArrayInputStream(golden))).isEqualTo(FixedValues.historyOfNodes());
    }

    @Test
    void theProgressOfWebhooksHasTheBytesItAlwaysHad() throws IOException {
        byte[] golden = golden("webhook-progress.hex");

        assertThat(hex(Entries.encode(FixedOutbox.progressOfWebhooks()))).isEqualTo(hex(golden));
        assertThat(Entries.decode(golden)).isEqualTo(FixedOutbox.progressOfWebhooks());
    }

    @Test
    void whatWebhooksAreYetToBeToldHasTheBytesItAlwaysHad() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        Images.write(FixedOutbox.undelivered(), out);

        byte[] golden = golden("webhook-outbox.hex");
        assertThat(hex(out.toByteArray())).isEqualTo(hex(golden));
        assertThat(Images.read(new ByteArrayInputStream(golden))).isEqualTo(FixedOutbox.undelivered());
    }

    @Test
    void imageHasTheBytesItAlwaysHad() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        Images.write(FixedValues.everyImage(), out);

        byte[] golden = golden("image.hex");
        assertThat(hex(out.toByteArray())).isEqualTo(hex(golden));
        assertThat(Images.read(new ByteArrayInputStream(golden))).isEqualTo(FixedValues.everyImage());
    }

    @Test
    void replyHasTheBytesItAlwaysHad() throws IOException {
        byte[] golden = golden("reply.hex");

        assertThat(hex(OutcomesCodec.encode(FixedValues.everyDecision()))).isEqualTo(hex(golden));
        assertThat(OutcomesCodec.decode(golden)).isEqualTo(FixedValues.everyDecision());
    }

    /** The bytes say a constant by its place, so it keeps it; new ones come last. */
    @Test
    void constantsHaveThePlacesTheyAlwaysHad() throws IOException {
        Map<String, List<String>> places = new TreeMap<>();
        new String(resource("constants.txt"), StandardCharsets.US_ASCII).lines().forEach(line -> {
            List<String> words = List.of(line.split(" "));
            places.put(words.get(0), words.subList(1, words.size()));
        });
        List<Class<? extends Enum<?>>> types = List.of(
                Candidate.Verdict.class,
                ChangeCause.class,
                ChangeKind.class,
                DrainCause.class,
                NodeChange.Kind.class,
                Presence.class,
                Refusal.class,
                Role.class,
                RoleReason.class,
                Standing.class);

        assertThat(places.keySet())
                .isEqualTo(types.stream().map(Class::getSimpleName).collect(Collectors.toSet()));
        types.forEach(type -> assertThat(names(type))
                .as(type.getSimpleName())
                .startsWith(places.getOrDefault(type.getSimpleName(), List.of()).toArray(String[]::new)));
    }

    private static List<String> names(Class<? extends Enum<?>> type) {
        return Stream.of(type.getEnumConstants()).map(Enum::name).toList();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes).replaceAll("(.{64})", "$1\n").strip();
    }

    private static byte[] golden(String name) throws IOException {
        String text = new String(resource(name), StandardCharsets.US_ASCII);
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = GoldenBytesTest.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return in.readAllBytes();
        }
    }
}
