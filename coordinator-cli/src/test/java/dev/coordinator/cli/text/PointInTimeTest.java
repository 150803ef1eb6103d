package dev.coordinator.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointInTimeTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    @Test
    void everyWayOfWritingOneIsRead() {
        assertMeans("2h", "2026-03-01T10:00:00Z");
        assertMeans("12:59", "2026-03-01T11:59:00Z");
        assertMeans("13:00:00", "2026-03-01T12:00:00Z");
        assertMeans("2026-02-28", "2026-02-27T23:00:00Z");
        assertMeans("2026-02-28T14:30", "2026-02-28T13:30:00Z");
        assertMeans("2026-02-28T14:30:05Z", "2026-02-28T14:30:05Z");
        assertMeans("2026-02-28T14:30-05:00", "2026-02-28T19:30:00Z");
    }

    @Test
    void aTimeOfTheDayThatIsStillToComeWasYesterday() {
        assertMeans("13:01", "2026-02-28T12:01:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "noon", "25:00", "2026-13-01", "2026-02-28T", "T14:30", "-2h"})
    void whatCannotBeReadIsSaidInWords(String text) {
        assertThatThrownBy(() -> PointInTime.parse(text, NOW, ZONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is neither a duration like 2h nor a time like 14:30 or 2026-03-01T14:30");
    }

    private static void assertMeans(String text, String instant) {
        assertThat(PointInTime.parse(text, NOW, ZONE)).isEqualTo(Instant.parse(instant));
    }
}
