package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What would happen if the primary died now, what happened before, and who is in dispute. */
final class ExplainTest {

    private final PoolStory story = new PoolStory();
    private final Caller a = story.a;
    private final Caller b = story.b;
    private final Caller c = story.c;

    @Test
    void saysWhoWouldBeNextAndWhenAtTheLatest() {
        a.checksIn().isPrimary(1);
        b.checksIn();
        c.priority(-1).checksIn();

        Explanation now = explain();

        assertThat(now.next()).contains(b.id());
        assertThat(now.worstCaseMillis()).hasValue(PoolStory.TTL + 1_000);
        assertThat(now.obstacle()).isEqualTo(Explanation.Obstacle.NONE);
        assertThat(lines(now)).containsExactly("b CHOSEN", "c LOWER_PRIORITY");
    }

    @Test
    void whatItForetellsIsWhatHappens() {
        a.checksIn().isPrimary(1);
        b.checksIn();
        c.priority(-1).checksIn();
        InstanceId foretold = explain().next().orElseThrow();
        long worst = explain().worstCaseMillis().orElseThrow();

        story.at(110_000);
        c.checksIn();
        b.checksIn();
        story.at(120_000).tick();

        story.is("DESIGNATED " + foretold);
        story.at(worst);
        b.checksIn().isPrimary(2);
    }

    @Test
    void whomAHandoverWouldGoToIsWhomItGoesTo() {
        assertThat(story.machine.explain(PoolStory.POOL)).isEmpty();
        a.checksIn().isPrimary(1);
        assertThat(explain().handoverTo()).isEmpty();
        b.checksIn();
        c.priority(-1).checksIn();
        story.pauses();
        assertThat(explain().next()).isEmpty();
        assertThat(explain().handoverTo()).contains(b.id());

        story.switchesOver();

        assertThat(story.view().target()).contains(b.id());
        assertThat(explain().handoverTo()).contains(b.id());
        story.switchesOverTo(c);
        assertThat(explain().handoverTo()).contains(c.id());
        a.holding(0).checksIn();
        assertThat(explain().handoverTo()).isEmpty();
    }

    @Test
    void saysWhyNobodyWould() {
        a.checksIn().isPrimary(1);
        assertThat(explain().obstacle()).isEqualTo(Explanation.Obstacle.NO_CANDIDATE);
        assertThat(explain().worstCaseMillis()).isEmpty();

        b.checksIn();
        story.pauses();
        assertThat(explain().obstacle()).isEqualTo(Explanation.Obstacle.PAUSED);
        assertThat(lines(explain())).containsExactly("b PAUSED");
        story.resumes();

        story.cordons(b);
        c.electable(false).checksIn();
        assertThat(explain().obstacle()).isEqualTo(Explanation.Obstacle.NO_CANDIDATE);
        assertThat(lines(explain())).containsExactly("b CORDONED", "c UNELECTABLE");
    }

    @Test
    void saysHowLongABootstrapOrATombstoneLasts() {
        story.set(PoolStory.bootstrap(3, 0));
        a.checksIn();
        assertThat(explain().obstacle()).isEqualTo(Explanation.Obstacle.BOOTSTRAPPING);
        story.set(PoolStory.bootstrap(3, 40_000));
        assertThat(explain().worstCaseMillis()).hasValue(40_000 + 33_000);

        story.failsOverTo(a);
        assertThat(explain().worstCaseMillis()).hasValue(33_000);
        a.checksIn().isPrimary(1);
        story.operates(new Operation.Delete());
        b.checksIn();
        assertThat(explain().next()).contains(b.id());
        assertThat(explain().worstCaseMillis()).hasValue(PoolStory.TTL + 33_000);
    }

    @Test
    void saysThatATombstoneIsFollowedByABootstrap() {
        a.checksIn().isPrimary(1);
        story.operates(new Operation.Delete());
        story.set(PoolStory.bootstrap(2, 0));
        b.checksIn();
        assertThat(explain().obstacle()).isEqualTo(Explanation.Obstacle.BOOTSTRAPPING);

        story.set(PoolStory.bootstrap(2, 40_000));
        assertThat(explain().worstCaseMillis()).hasValue(PoolStory.TTL + 40_000 + 33_000);
        c.checksIn();
        assertThat(explain().worstCaseMillis()).hasValue(PoolStory.TTL + 33_000);
    }

    @Test
    void handoverNamesItsTarget() {
        a.checksIn().isPrimary(1);
        b.checksIn();
        c.checksIn();
        story.switchesOverTo(c);

        assertThat(explain().next()).contains(c.id());
        assertThat(lines(explain())).containsExactly("c CHOSEN", "b NOT_THE_TARGET");
    }

    @Test
    void expiryRecordsHowManyCheckInsWereMissedAndWhyOthersWereNotChosen() {
        a.checksIn().isPrimary(1);
        story.at(100_000);
        b.electable(false).checksIn();
        c.checksIn();
        story.news();

        story.at(120_000);
        c.checksIn().isPrimary(2);

        List<Change> news = story.news();
        assertThat(news).extracting(Change::kind).contains(ChangeKind.VACATED, ChangeKind.GRANTED);
        Change granted = news.get(news.size() - 1);
        assertThat(granted.trigger()).isEqualTo(new Trigger(ChangeCause.EXPIRED, Actor.NONE, 4));
        assertThat(story.ranking()).containsExactly("c CHOSEN", "b UNELECTABLE", "a LOST");
    }

    @Test
    void instancesOwnWordsAreRecorded() {
        a.checksIn().isPrimary(1);
        b.checksIn();
        Command.CheckIn word = new Command.CheckIn(
                PoolStory.POOL,
                a.id(),
                new Incarnation(0xA1),
                List.of(),
                0,
                50,
                Profile.PLAIN.withElectable(false, "disk full"),
                Holding.NOTHING,
                false,
                true);

        story.does(word);
        b.checksIn().isPrimary(2);

        assertThat(story.lastChange().trigger().actor().comment()).isEqualTo("disk full");
    }

    @Test
    void lastSixtyFourGrantsAreKeptWhateverElseHappens() {
        a.checksIn();
        for (int i = 0; i < 100; i++) {
            a.holding(0).checksIn();
        }
        for (int i = 0; i < 300; i++) {
            story.pauses();
            story.resumes();
        }
        List<Change> history = story.machine.history(PoolStory.POOL).orElseThrow();
        List<Change> grants = history.stream()
                .filter(change -> change.kind() == ChangeKind.GRANTED)
                .toList();
        assertThat(grants).hasSize(64);
        assertThat(grants.get(63).epoch()).isEqualTo(101);
        assertThat(history).hasSize(128);
        assertThat(LeaseMachine.from(story.machine.image()).history(PoolStory.POOL))
                .contains(history);
    }

    @Test
    void claimOfAForeignEpochIsShownUntilNewerOnesPushItOut() {
        a.checksIn().isPrimary(1);
        b.holding(1).checksIn().isStandby(RoleReason.EPOCH_ENDED);
        b.holding(1).checksIn();

        assertThat(story.view().alarms())
                .containsExactly(new Alarm(
                        b.id(),
                        new Occupant(new Incarnation(0xB1), ""),
                        1,
                        java.util.Optional.of(a.id()),
                        1_700_000_000_000L));
        for (long epoch = 100; epoch < 120; epoch++) {
            b.holding(epoch).checksIn();
        }
        assertThat(story.view().alarms())
                .hasSize(Pool.MOST_ALARMS)
                .last()
                .extracting(Alarm::epoch)
                .isEqualTo(119L);
    }

    @Test
    void twoRunsUnderOneIdAreNamedWithTheirAddresses() {
        a.checksIn().isPrimary(1);
        Caller other = a.run(0xA2);
        long nonce = other.checksIn().nonce();
        other.echoing(nonce).checksIn().isStandby(RoleReason.PREDECESSOR_HOLDS);
        assertThat(story.seat(a).dispute()).isEmpty();
        story.news();

        a.holding(1).checksIn().isSuperseded(RoleReason.REPLACED);
        a.holding(1).checksIn();

        Dispute dispute = story.seat(a).dispute().orElseThrow();
        assertThat(dispute.owner().incarnation()).isEqualTo(new Incarnation(0xA2));
        assertThat(dispute.other().incarnation()).isEqualTo(new Incarnation(0xA1));
        story.tells("DUPLICATE_ID NONE a>a");
        assertThat(story.lastChange().trigger().actor().comment())
                .isEqualTo("incarnation 161 checks in beside incarnation 162");
    }

    private Explanation explain() {
        return story.machine.explain(PoolStory.POOL).orElseThrow();
    }

    private static List<String> lines(Explanation explanation) {
        return explanation.candidates().stream()
                .map(candidate -> candidate.instance() + " " + candidate.verdict())
                .toList();
    }

    @Test
    void nextIsOneThatIsFreshThoughItHasJustYielded() {
        story.a.checksIn();
        story.b.checksIn();
        story.at(60_000);
        story.a.holding(1).checksIn();
        story.c.checksIn();
        story.c.releasing().checksIn();

        assertThat(story.machine.explain(PoolStory.POOL).orElseThrow().next()).contains(story.c.id());
    }
}
