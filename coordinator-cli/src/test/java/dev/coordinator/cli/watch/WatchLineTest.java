package dev.coordinator.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.coordinator.cli.text.Screen;
import dev.coordinator.v1.Change;
import dev.coordinator.v1.ChangeCause;
import dev.coordinator.v1.ChangeKind;
import dev.coordinator.v1.WatchResponse;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people see of a change as it is decided: all of it, however narrow the terminal is. */
final class WatchLineTest {

    private static final WatchResponse GRANTED = WatchResponse.newBuilder()
            .setChange(Change.newBuilder()
                    .setPool("orders")
                    .setKind(ChangeKind.CHANGE_KIND_GRANTED)
                    .setCause(ChangeCause.CHANGE_CAUSE_EXPIRED)
                    .setFrom("instance-a")
                    .setTo("instance-b")
                    .setEpoch(17)
                    .setVacantForMs(40)
                    .setTime(Timestamp.newBuilder().setSeconds(1_772_366_400)))
            .build();

    @Test
    void aNarrowTerminalCutsNothingOff() {
        assertThat(lines(60))
                .containsExactly(
                        "12:00:00  orders            granted     instance-b is",
                        "          primary, epoch 17, after instance-a: expired; 40ms",
                        "          without a primary");
    }

    @Test
    void aPipeGetsOneLineWithTheDate() {
        assertThat(new WatchLine(Screen.NONE, ZoneOffset.UTC).of(GRANTED))
                .containsExactly("2026-03-01T12:00:00  orders            granted     "
                        + "instance-b is primary, epoch 17, after instance-a: expired; 40ms without a primary");
    }

    @Test
    void onlyTheKindIsColoured() {
        List<String> plain = lines(60);
        List<String> coloured = new WatchLine(Screen.terminal(60, Map.of()), ZoneOffset.UTC).of(GRANTED);

        assertThat(coloured.get(0)).matches(".*  \u001b\\[\\d+mgranted\u001b\\[0m  .*");
        assertThat(coloured.stream().map(line -> line.replaceAll("\u001b\\[\\d+m", "")))
                .isEqualTo(plain);
    }

    private static List<String> lines(int columns) {
        return new WatchLine(Screen.terminal(columns, Map.of("NO_COLOR", "1")), ZoneOffset.UTC).of(GRANTED);
    }
}
