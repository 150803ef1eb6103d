package dev.coordinator.server.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.lease.ClusterTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Stamps count from what was applied when the leadership began, and never outrun the monotonic clock. */
final class LeaderClockTest {

    private final FakeClock monotonic = new FakeClock(-5);
    private final LeaderClock clock = new LeaderClock(monotonic, () -> 1_700_000_000_000L);

    @Test
    void stampIsWhatWasAppliedAtTheMarkAndTheProgressSince() {
        clock.begin(new ClusterTime(50_000));
        monotonic.advanceMillis(700);

        assertThat(read(50_000)).isEqualTo(50_700);
        assertThat(clock.read(new ClusterTime(50_000)).wallMillis()).isEqualTo(1_700_000_000_000L);
    }

    @Test
    void newLeadershipCountsFromItsOwnMark() {
        clock.begin(new ClusterTime(50_000));
        monotonic.advanceMillis(10_000);

        clock.begin(new ClusterTime(50_100));
        monotonic.advanceMillis(5);

        assertThat(read(50_100)).isEqualTo(50_105);
    }

    @Test
    void partOfAMillisecondDoesNotCount() {
        clock.begin(new ClusterTime(0));
        monotonic.advanceNanos(1_999_999);

        assertThat(read(0)).isEqualTo(1);
    }

    @Test
    void stampIsNeverMoreThanTwoSecondsPastTheLastApplied() {
        clock.begin(new ClusterTime(1_000));
        monotonic.advanceMillis(3_600_000);

        assertThat(read(1_000)).isEqualTo(3_000);
    }

    @Test
    void whatIsCutOffIsForgottenAndNotMadeUpForLater() {
        clock.begin(new ClusterTime(0));
        monotonic.advanceMillis(60_000);
        read(0);
        monotonic.advanceMillis(100);

        assertThat(read(2_000)).isEqualTo(2_100);
        assertThat(clock.now()).isEqualTo(new ClusterTime(2_100));
    }

    @Test
    void stallWithoutAnyReadingIsForgottenToo() {
        clock.begin(new ClusterTime(0));
        monotonic.advanceMillis(60_000);

        assertThat(read(500)).isEqualTo(2_500);
        monotonic.advanceMillis(10);
        assertThat(read(2_500)).isEqualTo(2_510);
    }

    @Test
    void clockThatStartsNearItsLastValueCountsOnAcrossTheWrap() {
        FakeClock late = new FakeClock(Long.MAX_VALUE - 1_000_000);
        LeaderClock wrapping = new LeaderClock(late, () -> 0);
        wrapping.begin(new ClusterTime(0));
        late.advanceMillis(1_500);

        assertThat(wrapping.read(new ClusterTime(0)).time().millis()).isEqualTo(1_500);
    }

    /** Random advances, stalls, applies and leaderships; every stamp is held against all that went before. */
    @Test
    void clusterTimeNeverRunsFasterThanTheMonotonicClockOverAnyInterval() {
        for (long seed = 0; seed < 300; seed++) {
            new Run(seed).go();
        }
    }

    private long read(long appliedMillis) {
        return clock.read(new ClusterTime(appliedMillis)).time().millis();
    }

    private static final class Run {
        private final long seed;
        private final Random random;
        private final FakeClock monotonic;
        private final LeaderClock clock;
        private final Deque<Long> onTheirWay = new ArrayDeque<>();
        private long applied;
        private long last;
        /** How far the clock was ahead of a stamp at most so far, in nanoseconds. */
        private long mostLead = Long.MIN_VALUE / 2;

        Run(long seed) {
            this.seed = seed;
            random = new Random(seed);
            monotonic = new FakeClock(random.nextInt(1_000_000_000));
            clock = new LeaderClock(monotonic, () -> 0);
            clock.begin(new ClusterTime(0));
        }

        void go() {
            for (int step = 0; step < 500; step++) {
                monotonic.advanceNanos(
                        random.nextInt(10) == 0 ? random.nextLong(20_000_000_000L) : random.nextLong(3_000_000));
                switch (random.nextInt(8)) {
                    case 0 -> lead();
                    case 1, 2, 3 -> apply();
                    default -> stamp();
                }
            }
        }

        /** Whatever was on its way is applied first, or lost. */
        private void lead() {
            while (!onTheirWay.isEmpty() && random.nextBoolean()) {
                apply();
            }
            onTheirWay.clear();
            last = applied;
            clock.begin(new ClusterTime(applied));
        }

        private void apply() {
            if (!onTheirWay.isEmpty()) {
                applied = Math.max(applied, onTheirWay.remove());
            }
        }

        private void stamp() {
            long now = monotonic.getAsLong();
            long stamp = clock.read(new ClusterTime(applied)).time().millis();
            assertThat(stamp).as("seed %d", seed).isBetween(last, applied + LeaderClock.MOST_AHEAD_MILLIS);
            // The same as: since every earlier stamp no more time was stamped than passed. A floor hides under a
            // millisecond.
            long lead = now - stamp * 1_000_000;
            assertThat(lead).as("seed %d", seed).isGreaterThan(mostLead - 1_000_000);
            mostLead = Math.max(mostLead, lead);
            last = stamp;
            onTheirWay.add(stamp);
        }
    }
}
