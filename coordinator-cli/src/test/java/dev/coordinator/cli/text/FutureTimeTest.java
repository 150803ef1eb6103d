package dev.coordinator.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FutureTimeTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-03-01T13:05:00Z");

    @ParameterizedTest
    @CsvSource({
        "in 10m, 2026-03-01T13:15:00Z",
        "1h30m, 2026-03-01T14:35:00Z",
        "14:06, 2026-03-01T13:06:00Z",
        "14:05, 2026-03-02T13:05:00Z",
        "22:30:15, 2026-03-01T21:30:15Z",
        "2026-03-02, 2026-03-01T23:00:00Z",
        "2026-03-01T22:30, 2026-03-01T21:30:00Z",
        "2026-03-01T22:30:00Z, 2026-03-01T22:30:00Z",
        "2026-03-01T22:30:00+05:30, 2026-03-01T17:00:00Z",
        "2026-02-01T22:30:00Z, 2026-02-01T22:30:00Z",
        "2026-03-29T03:30, 2026-03-29T01:30:00Z"
    })
    void timesToComeAreReadAsPeopleWriteThem(String text, String instant) {
        assertThat(FutureTime.parse(text, NOW, ZONE)).isEqualTo(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "in", "soon", "25:00", "in 14:05", "2026-13-01", "2026-03-01T25:00", "-5m"})
    void whatCannotBeReadIsSaidInWords(String text) {
        assertThatThrownBy(() -> FutureTime.parse(text, NOW, ZONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + text + "' is neither a time like 22:30");
    }
}
