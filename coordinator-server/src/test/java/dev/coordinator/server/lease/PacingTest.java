package dev.coordinator.server.lease;

import org.junit.jupiter.api.Test;

/** When each is asked to come again. */
final class PacingTest {

    private final PoolStory story = new PoolStory();
    private final Caller a = story.a;
    private final Caller b = story.b;
    private final Caller c = story.c;
    private final Caller d = new Caller(story, "d", 0xD1);

    @Test
    void allKeepToTheIntervalWhileThePrimaryIsWell() {
        a.checksIn().comesIn(30_000);
        b.checksIn().comesIn(30_000);
        c.electable(false).checksIn().comesIn(30_000);
    }

    @Test
    void theTwoNextInLineAreCalledToAnOverduePrimarysDeadline() {
        a.checksIn();

        story.at(95_000);
        b.checksIn().comesExactlyIn(25_000);
        c.checksIn().comesExactlyIn(25_000);
        d.checksIn().comesIn(30_000);
    }

    @Test
    void noOneIsCalledWhileThePrimaryIsNotOverdue() {
        a.checksIn();
        story.set(PoolStory.timing(30_000, 90_000));
        story.at(45_000);
        a.holding(1).checksIn();

        story.at(80_000);
        b.checksIn().comesIn(30_000);
    }

    @Test
    void noOneIsCalledTooEarlyToADeadlineThatIsFarOff() {
        a.checksIn();

        story.at(60_000);
        b.checksIn().comesIn(30_000);
    }

    @Test
    void noOneIsAskedToComeSoonerThanTheFloor() {
        a.checksIn();

        story.at(119_990);
        b.checksIn().comesExactlyIn(50);
    }

    @Test
    void theTwoNextInLineAreCalledToTheDeadlineOfADrain() {
        a.checksIn();
        a.electable(false).checksIn().comesExactlyIn(1_000);

        story.at(100_000);
        b.checksIn().comesExactlyIn(20_000);
        c.checksIn().comesExactlyIn(20_000);
        d.checksIn().comesIn(30_000);
    }

    @Test
    void designatedOneIsCalledAtOnce() {
        a.checksIn();

        a.releasing().checksIn().comesExactlyIn(50);
    }

    @Test
    void newRunIsCalledToTheDeadlineOfItsPredecessor() {
        a.checksIn();
        Caller fresh = a.run(0xA2);
        story.at(100_000);

        long nonce = fresh.checksIn().nonce();

        fresh.echoing(nonce).checksIn().comesExactlyIn(20_000);
    }

    @Test
    void pollingClientTakesOverInTheMomentOfTheDeadline() {
        a.checksIn();
        story.at(95_000);
        b.checksIn().comesExactlyIn(25_000);

        story.at(120_000);

        b.checksIn().isPrimary(2);
    }

    @Test
    void jitterNeverCarriesTheNextInLinePastTheDeadline() {
        a.checksIn();

        story.at(86_999);
        b.checksIn().comesIn(30_000);
        story.at(87_000);
        b.checksIn().comesExactlyIn(33_000);
    }

    @Test
    void supersededRunIsNotHurried() {
        a.checksIn();
        a.run(0xA2).naming(a).checksIn();

        a.checksIn().isSuperseded(RoleReason.REPLACED).comesIn(30_000);
    }

    @Test
    void partiesOfAHandoverComeTenTimesAsOftenAsUsual() {
        a.checksIn();
        story.set(PoolStory.timing(3_000, 90_000));
        b.checksIn();
        story.switchesOverTo(b);

        a.holding(1).checksIn().comesExactlyIn(300);
    }
}
