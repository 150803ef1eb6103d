package dev.coordinator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How a lease's time is read. */
final class LeaseClockTest {

    private static final long SECOND = 1_000_000_000;

    private long monotonic = 5 * SECOND;
    private long wall = 1_000_000 * SECOND;
    private final SteppedClock stepped = new SteppedClock(() -> monotonic, () -> wall);

    @Test
    void wallThatRunsAheadCountsAsSuspension() {
        Deadline end = stepped.read().after(Duration.ofSeconds(100));

        monotonic += SECOND;
        wall += 99 * SECOND;
        assertThat(stepped.read().isPast(end)).isFalse();

        wall += SECOND;
        assertThat(stepped.read().isPast(end)).isTrue();
    }

    @Test
    void wallSetBackDoesNotLengthenALease() {
        Deadline end = stepped.read().after(Duration.ofSeconds(100));
        wall -= 3600 * SECOND;
        stepped.read();

        monotonic += 10 * SECOND;
        wall += 100 * SECOND;

        assertThat(stepped.read().isPast(end)).isTrue();
    }

    @Test
    void smallMovesAddUp() {
        Deadline end = stepped.read().after(Duration.ofSeconds(1));

        for (int i = 0; i < 1_000; i++) {
            wall += 1_000_000;
            stepped.read();
        }

        assertThat(stepped.read().isPast(end)).isTrue();
    }

    @Test
    void noiseBetweenTheTwoClocksDoesNotAddUp() {
        Deadline end = stepped.read().after(Duration.ofSeconds(1));

        for (int i = 0; i < 10_000; i++) {
            wall += i % 2 == 0 ? 2_000_000 : -2_000_000;
            stepped.read();
        }

        assertThat(stepped.read().isPast(end)).isFalse();
    }

    @Test
    void uptimeIsReadInHundredths() throws IOException {
        assertThat(parse("1145.83 2189.58\n")).isEqualTo(114_583);
        assertThat(parse("0.07 0.00\n")).isEqualTo(7);
        for (String bad : new String[] {"", "12 1", "12.3 1", "x", "12.345 1", ".12 1", "12.34"}) {
            assertThatThrownBy(() -> parse(bad)).as(bad).isInstanceOf(IOException.class);
        }
    }

    @Test
    void clockOfThisMachineKeepsPaceWithTheMonotonicOne() {
        LeaseClock clock = LeaseClock.ofThisMachine();
        Moment first = clock.read();
        long before = System.nanoTime();
        while (System.nanoTime() - before < 50_000_000) {
            Thread.onSpinWait();
        }

        Moment second = clock.read();

        assertThat(second.latestNanos() - first.earliestNanos()).isGreaterThanOrEqualTo(50_000_000);
    }

    @Test
    void interruptedThreadStillReadsTheClock() {
        LeaseClock clock = LeaseClock.ofThisMachine();
        Thread.currentThread().interrupt();

        Moment first = clock.read();
        Moment second = clock.read();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(second.earliestNanos()).isGreaterThanOrEqualTo(first.earliestNanos());
    }

    private static long parse(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return UptimeClock.parse(bytes, bytes.length);
    }
}
