package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A forecast is played forward by the rules themselves, on a copy, as far as it takes and no further. */
final class ForecastTest {

    private static final long WALL = 1_700_000_000_000L;

    private final PoolStory story = new PoolStory();
    private final Caller a = story.a;
    private final Caller b = story.b;
    private final Caller c = story.c;

    @Test
    void forecastChangesNothing() {
        a.checksIn().isPrimary(1);
        b.checksIn();
        c.electable(false).checksIn();
        story.switchesOverTo(b);
        a.holding(1).checksIn();
        story.operates(new Operation.Cordon(c.id(), OptionalLong.of(10_000)));
        StateImage before = story.machine.image();

        assertThat(explain().course()).isNotEmpty();

        assertThat(story.machine.image()).isEqualTo(before);
        assertThat(story.machine.nextDue()).contains(new ClusterTime(10_000));
    }

    @Test
    void overdueOneIsTakenForSilent() {
        a.checksIn().isPrimary(1);
        b.checksIn();
        c.checksIn();
        story.at(50_000);
        a.holding(1).checksIn();
        c.priority(-1).checksIn();

        assertThat(explain().next()).contains(c.id());
        assertThat(verdicts()).containsExactly("c CHOSEN", "b LOST");
    }

    @Test
    void overdueOneIsCountedOnWhenNobodyElseWillCome() {
        a.checksIn().isPrimary(1);
        b.checksIn();
        story.at(50_000);
        a.holding(1).checksIn();

        assertThat(explain().next()).contains(b.id());
        assertThat(explain().worstCaseMillis()).hasValue(PoolStory.TTL + 33_000);
    }

    @Test
    void handoverToOneThatFallsSilentIsForetoldToBeCalledOff() {
        a.checksIn().isPrimary(1);
        b.checksIn();
        c.checksIn();
        story.at(50_000);
        a.holding(1).checksIn();
        b.checksIn();
        story.switchesOverTo(c);

        assertThat(explain().next()).contains(b.id());
        assertThat(course())
                .containsExactly(
                        "70000 DRAIN_CALLED_OFF TARGET_LOST", "120000 VACATED EXPIRED", "120000 DESIGNATED EXPIRED");
    }

    @Test
    void holdDownThatRunsOutWhileThePrimaryIsStillAwaitedLetsFailbackBegin() {
        story.set(PoolStory.failback(20_000));
        a.checksIn().isPrimary(1);
        b.priority(1).checksIn();
        story.at(10_000);
        c.priority(5).checksIn();

        assertThat(explain().next()).contains(b.id());
        assertThat(course())
                .containsExactly("10000 DRAINING FAILBACK", "110000 VACATED EXPIRED", "110000 DESIGNATED FAILBACK");

        story.at(20_000).tick();
        story.at(119_500);
        b.checksIn();
        c.checksIn();
        story.at(120_000).tick().is("DESIGNATED b");
    }

    @Test
    void whoWasNotInLineWhenItCameLastIsNotCalledToTheDeadline() {
        Caller d = new Caller(story, "d", 0xD1);
        a.checksIn().isPrimary(1);
        story.at(110_000);
        b.checksIn();
        c.priority(1).checksIn();
        d.priority(1).checksIn();
        b.checksIn();
        story.at(112_000);
        c.electable(false).checksIn();
        d.electable(false).checksIn();

        // It was told 140 s, give or take a tenth of 30 s; the deadline is at 120 s.
        assertThat(explain().next()).contains(b.id());
        assertThat(explain().worstCaseMillis()).hasValue(8_000 + 33_000);
    }

    @Test
    void whoIsCalledToTheDeadlineAlreadyComesThen() {
        a.checksIn().isPrimary(1);
        story.at(110_000);
        b.checksIn();

        assertThat(explain().worstCaseMillis()).hasValue(10_000 + 1_000);
    }

    @Test
    void whoComesIntoTheLineAfterItsLastCheckInIsNotCalledToTheDeadline() {
        Caller d = new Caller(story, "d", 0xD1);
        a.checksIn().isPrimary(1);
        story.at(80_000);
        b.priority(1).checksIn();
        c.checksIn();
        d.checksIn();
        cordon(b, 35_000);

        assertThat(explain().next()).contains(b.id());
        assertThat(explain().worstCaseMillis()).hasValue(40_000 + 33_000);
    }

    @Test
    void rankThatChangesOnTheWayMayChangeWhoIsCalledToTheDeadline() {
        a.checksIn().isPrimary(1);
        story.at(80_000);
        b.priority(1).checksIn();
        c.checksIn();
        story.at(89_000);
        c.releasing().checksIn();
        assertThat(explain().worstCaseMillis()).hasValue(31_000 + 33_000);

        c.electable(false).checksIn();

        assertThat(explain().worstCaseMillis()).hasValue(31_000 + 1_000);
    }

    /** The wall clock has jumped, and goes on from there as cluster time does. */
    @Test
    void scheduledSwitchoverThatWillBeTooLateIsForetoldToBeDropped() {
        a.checksIn().isPrimary(1);
        b.checksIn();
        story.operates(new Operation.Schedule(Optional.of(b.id()), WALL + 60_000));
        story.machine.apply(new Stamp(new ClusterTime(10_000), WALL + 370_000), List.of(), change -> {});

        assertThat(course().get(0)).isEqualTo("50000 SWITCHOVER_DROPPED TOO_LATE");
    }

    @Test
    void someMomentsAreFollowedExactly() {
        a.checksIn().isPrimary(1);
        b.checksIn();
        cordon(b, 500_001);
        for (int i = 0; i < 40; i++) {
            Caller unfit = new Caller(story, "unfit-" + i, 0xF000 + i).electable(false);
            unfit.checksIn();
            cordon(unfit, 7_000L * (i + 1));
        }

        assertThat(explain().worstCaseMillis()).hasValue(500_001 + 33_000);
    }

    @Test
    void longListOfMomentsEndsLateAndNeverEarly() {
        a.checksIn().isPrimary(1);
        Caller last = new Caller(story, "z", 0xE1);
        last.checksIn();
        cordon(last, 3_000_000);
        for (int i = 0; i < 300; i++) {
            Caller unfit = new Caller(story, "unfit-" + i, 0xF000 + i).electable(false);
            unfit.checksIn();
            cordon(unfit, 7_000L * (i + 1));
        }

        Explanation now = explain();

        assertThat(now.next()).contains(last.id());
        assertThat(now.worstCaseMillis().orElseThrow()).isBetween(3_000_000L + 33_000, 6_000_000L);
        assertThat(now.course()).hasSize(Explanation.MOST_FORETOLD);
        assertThat(now.candidates()).hasSize(Explanation.MOST_CANDIDATES);
    }

    private void cordon(Caller caller, long millis) {
        story.operates(new Operation.Cordon(caller.id(), OptionalLong.of(millis)));
    }

    private Explanation explain() {
        return story.machine.explain(PoolStory.POOL).orElseThrow();
    }

    private List<String> course() {
        return explain().course().stream()
                .map(each -> each.inMillis() + " " + each.change().kind() + " "
                        + each.change().cause())
                .toList();
    }

    private List<String> verdicts() {
        return explain().candidates().stream()
                .map(candidate -> candidate.instance() + " " + candidate.verdict())
                .toList();
    }
}
