package dev.coordinator.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HumanDurationTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "500ms, 500",
        "1.5s, 1500",
        "0.001s, 1",
        "2m, 120000",
        "1h30m, 5400000",
        "1h 1m 1.5s, 3661500",
        "7d, 604800000",
    })
    void whatPeopleWriteIsRead(String text, long millis) {
        assertThat(HumanDuration.parse(text).toMillis()).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "-1s", "1s x", "1,5s", "0.5ms", "1w", "99999999999s"})
    void whatIsNoDurationIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HumanDuration.parse(text))
                .withMessageContaining("is not a duration like 500ms");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0ms",
        "999, 999ms",
        "1050, 1s",
        "9999, 9.9s",
        "12345, 12s",
        "92400, 1m 32s",
        "3600000, 1h",
        "7325000, 2h 2m",
        "90061000, 1d 1h",
    })
    void whatPassesAnywayIsRoundedDown(long millis, String text) {
        assertThat(HumanDuration.rough(millis)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0ms", "999, 999ms", "1001, 1.1s", "9901, 10s", "10000, 10s", "10001, 11s", "92100, 1m 33s"})
    void whatMustNotBeUnderstatedIsRoundedUp(long millis, String text) {
        assertThat(HumanDuration.roughAtMost(millis)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1, 1ms", "1500, 1.5s", "60000, 1m", "90061007, 1d 1h 1m 1.007s", "3600500, 1h 0.5s"})
    void whatWasSetIsExactAndCanBeReadBack(long millis, String text) {
        assertThat(HumanDuration.exact(millis)).isEqualTo(text);
        assertThat(HumanDuration.parse(text).toMillis()).isEqualTo(millis);
    }
}
