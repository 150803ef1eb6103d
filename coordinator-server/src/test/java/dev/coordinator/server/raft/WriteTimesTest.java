package dev.coordinator.server.raft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.replication.LogMeter;
import dev.coordinator.server.replication.LogWrites;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a node says of the times its disk takes. */
final class WriteTimesTest {

    private long nowNanos = -7;
    private final WriteTimes times = new WriteTimes(() -> nowNanos, LogMeter.NONE);

    @Test
    void withoutWritesThereAreNoTimes() {
        assertThat(times.latest())
                .isEqualTo(new LogWrites(Duration.ofMinutes(1), 0, Duration.ZERO, Duration.ZERO, Duration.ZERO));
    }

    @Test
    void aFewSlowOnesShowInTheTailAlone() {
        for (int write = 0; write < 197; write++) {
            take(Duration.ofNanos(200_000));
        }
        take(Duration.ofMillis(80));
        take(Duration.ofMillis(80));
        take(Duration.ofMillis(300));

        LogWrites latest = times.latest();

        assertThat(latest.count()).isEqualTo(200);
        assertThat(latest.median()).isBetween(Duration.ofNanos(200_000), Duration.ofNanos(225_000));
        assertThat(latest.ninetyNinth()).isBetween(Duration.ofMillis(80), Duration.ofMillis(90));
        assertThat(latest.longest()).isEqualTo(Duration.ofMillis(300));
    }

    @Test
    void everyTimeIsToldByAtMostAnEighthTooLongAndNeverTooShort() {
        for (long micros = 0; micros < 1L << 24; micros = micros * 17 / 16 + 1) {
            WriteTimes one = new WriteTimes(() -> nowNanos, LogMeter.NONE);
            one.begin();
            nowNanos += micros * 1_000;
            one.end();
            one.begin();
            nowNanos += (2 * micros + 1) * 1_000;

            long told = one.latest().median().toNanos() / 1_000;

            assertThat(told).isBetween(micros, micros + micros / 8);
        }
    }

    @Test
    void aWriteThatDoesNotEndCountsWithWhatItHasTakenSoFar() {
        times.begin();
        pass(Duration.ofSeconds(90));

        assertThat(times.latest().count()).isEqualTo(1);
        assertThat(times.latest().longest()).isEqualTo(Duration.ofSeconds(90));
        assertThat(times.latest().ninetyNinth()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void whatIsAMinuteAgoIsForgotten() {
        take(Duration.ofSeconds(2));
        pass(Duration.ofSeconds(45));
        take(Duration.ofMillis(1));
        assertThat(times.latest().longest()).isEqualTo(Duration.ofSeconds(2));

        pass(Duration.ofSeconds(20));

        assertThat(times.latest().count()).isEqualTo(1);
        assertThat(times.latest().longest()).isEqualTo(Duration.ofMillis(1));
        pass(Duration.ofDays(400));
        assertThat(times.latest().count()).isZero();
    }

    private void take(Duration time) {
        times.begin();
        pass(time);
        times.end();
    }

    private void pass(Duration time) {
        nowNanos += time.toNanos();
    }
}
