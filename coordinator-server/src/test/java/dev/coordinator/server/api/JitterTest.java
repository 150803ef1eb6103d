package dev.coordinator.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.lease.NextCheckIn;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class JitterTest {

    private final Jitter jitter = new Jitter(new SplittableRandom(7));

    @Test
    void checkInsAreSpreadByTenPercentBothWays() {
        NextCheckIn next = new NextCheckIn(30_000, false);

        long[] told = LongStream.range(0, 10_000).map(i -> jitter.millis(next)).toArray();

        assertThat(LongStream.of(told).min().orElseThrow()).isBetween(27_000L, 27_100L);
        assertThat(LongStream.of(told).max().orElseThrow()).isBetween(32_900L, 33_000L);
        assertThat(LongStream.of(told).average().orElseThrow()).isBetween(29_900.0, 30_100.0);
    }

    @Test
    void exactTimeStays() {
        assertThat(LongStream.range(0, 100).map(i -> jitter.millis(new NextCheckIn(1_234, true))))
                .containsOnly(1_234L);
    }

    @Test
    void nobodyIsToldToComeSoonerThanTheFloor() {
        assertThat(LongStream.range(0, 1_000).map(i -> jitter.millis(new NextCheckIn(50, false))))
                .allMatch(millis -> millis >= 50);
    }

    @Test
    void sameSeedSpreadsTheSameWay() {
        Jitter same = new Jitter(new SplittableRandom(7));
        NextCheckIn next = new NextCheckIn(30_000, false);

        assertThat(LongStream.range(0, 100).map(i -> jitter.millis(next)).boxed())
                .containsExactlyElementsOf(LongStream.range(0, 100)
                        .map(i -> same.millis(next))
                        .boxed()
                        .toList());
    }
}
