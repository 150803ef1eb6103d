package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the stories don't tell of a switchover that is scheduled. */
final class AppointmentTest {

    private static final long WALL = 1_700_000_000_000L;
    private static final long DAY = 24 * 3_600_000L;

    private final PoolStory story = new PoolStory();
    private final Caller a = story.a;
    private final Caller b = story.b;

    @BeforeEach
    void aHoldsAndTheOtherStandsBy() {
        a.checksIn().isPrimary(1);
        b.checksIn();
        story.news();
    }

    @Test
    void itIsSeenUntilItBegins() {
        story.at(1_000);
        schedule(Optional.of(b.id()), 60_000).isOperated("a", "-");

        AppointmentView seen = story.view().appointment().orElseThrow();
        assertThat(seen)
                .isEqualTo(new AppointmentView(
                        Optional.of(b.id()), WALL + 60_000, WALL + 1_000, 59_000, PoolStory.OPERATOR));
        assertThat(story.machine.nextDue().orElseThrow().millis()).isLessThanOrEqualTo(60_000);

        story.at(60_000).tick();
        assertThat(story.view().appointment()).isEmpty();
        assertThat(story.view().target()).contains(b.id());
    }

    @Test
    void itIsTooLateAfterFiveMinutesAndNotAtFive() {
        Appointment appointment =
                new Appointment(Optional.empty(), ClusterTime.ZERO, WALL, WALL - DAY, PoolStory.OPERATOR);

        assertThat(appointment.isTooLate(WALL + 300_000)).isFalse();
        assertThat(appointment.isTooLate(WALL + 300_001)).isTrue();
    }

    @Test
    void boundsAreOfTheLeadersWallClock() {
        story.at(1_000);
        schedule(Optional.empty(), 1_000).isRefused(Refusal.OUT_OF_RANGE, "at");
        schedule(Optional.empty(), 1_000 + 30 * DAY + 1).isRefused(Refusal.OUT_OF_RANGE, "at");
        schedule(Optional.empty(), Long.MAX_VALUE - WALL).isRefused(Refusal.OUT_OF_RANGE, "at");
        schedule(Optional.empty(), Long.MIN_VALUE).isRefused(Refusal.OUT_OF_RANGE, "at");
        schedule(Optional.empty(), 1_000 + 30 * DAY).isOperated("a", "-");
        schedule(Optional.empty(), 1_001).isOperated("a", "-");
    }

    @Test
    void theSameAgainIsNoNews() {
        schedule(Optional.of(b.id()), 60_000);
        story.at(5).tick();
        story.news();

        schedule(Optional.of(b.id()), 60_000).isOperated("a", "-");

        story.tells();
        schedule(Optional.empty(), 60_000);
        story.tells("SWITCHOVER_SCHEDULED REQUESTED ->-");
    }

    @Test
    void aNodeThatIsRestartedFromAnImageKeepsIt() {
        schedule(Optional.of(b.id()), 60_000);
        PoolStory restarted = new PoolStory(LeaseMachine.from(story.machine.image()));

        restarted.at(60_000).tick();

        restarted.tells("SWITCHOVER_BEGUN SCHEDULED ->b", "DRAINING SWITCHOVER a>b 1");
        assertThat(restarted.at(60_000).tick().news()).isEmpty();
    }

    @Test
    void aRestoredClusterHasNoneAndSaysSo() {
        schedule(Optional.of(b.id()), 60_000);
        Recovery.Outcome outcome = new Recovery(WALL + 10, 0, false, PoolStory.OPERATOR).of(story.machine.image());
        PoolStory restored = new PoolStory(LeaseMachine.from(((Recovery.Outcome.Recovered) outcome).image()));

        assertThat(restored.view().appointment()).isEmpty();
        assertThat(restored.machine.history(PoolStory.POOL).orElseThrow())
                .filteredOn(change -> change.kind() == ChangeKind.SWITCHOVER_DROPPED)
                .extracting(Change::cause)
                .containsExactly(ChangeCause.RECOVERED);
        restored.at(60_000).tick().tells();
    }

    @Test
    void itIsDroppedWhenTheOneNamedWasEvicted() {
        schedule(Optional.of(b.id()), 60_000);
        story.evicts(b);
        story.news();

        story.at(60_000).tick();

        story.tells("SWITCHOVER_DROPPED TARGET_LOST ->b");
        story.is("HELD a 1 until 120000");
    }

    @Test
    void aPoolIsRememberedUntilItsTime() {
        a.leaves();
        b.leaves();
        schedule(Optional.empty(), 2 * PoolStory.RETENTION);

        story.at(2 * PoolStory.RETENTION - 1).tick().is("VACANT");
        story.news();
        story.at(2 * PoolStory.RETENTION).tick().is("NO POOL");
        story.tells("SWITCHOVER_DROPPED NO_PRIMARY ->-", "POOL_REMOVED NONE ->-");
    }

    private Told schedule(Optional<InstanceId> to, long atMillis) {
        return story.operates(new Operation.Schedule(to, WALL + atMillis));
    }
}
