package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The choice of a primary: filter, ranking, its record, and what becomes of one who doesn't come. */
final class ChoiceTest {

    private final PoolStory story = new PoolStory();
    private final Caller holder = new Caller(story, "z", 0xFF);
    private final Caller a = story.a;
    private final Caller b = story.b;
    private final Caller c = story.c;

    @Test
    void higherPriorityComesFirst() {
        holder.checksIn();
        a.checksIn();
        b.priority(1).checksIn();
        c.priority(-1).checksIn();

        holder.leaves();

        story.is("DESIGNATED b");
        assertThat(story.ranking()).containsExactly("b CHOSEN", "a LOWER_PRIORITY", "c LOWER_PRIORITY", "z LEFT");
    }

    @Test
    void fewerRecentLossesComeFirst() {
        a.checksIn();
        a.releasing().electable(false).checksIn();
        story.at(PoolStory.TTL).tick();
        holder.checksIn();
        a.electable(true).checksIn();
        story.at(PoolStory.TTL + 1);
        b.checksIn();

        holder.leaves();

        story.is("DESIGNATED b");
        assertThat(story.ranking()).containsExactly("b CHOSEN", "a MORE_LOSSES", "z LEFT");
    }

    @Test
    void lossesCountWithinTheFlapWindowOnly() {
        a.electable(false).checksIn();
        story.at(PoolStory.TTL).tick();
        a.checksIn();

        story.at(PoolStory.TTL + 599_999).tick();
        assertThat(story.seat(a).recentLosses()).isEqualTo(2);
        story.at(PoolStory.TTL + 600_000).tick();
        assertThat(story.seat(a).recentLosses()).isEqualTo(1);
    }

    @Test
    void lossesNeverLeaveAServablePoolEmpty() {
        for (int i = 0; i < 5; i++) {
            story.at(i * PoolStory.TTL);
            a.holding(0).checksIn().isPrimary(i + 1);
        }
    }

    @Test
    void longestContinuouslyLiveComesFirst() {
        holder.checksIn();
        story.at(1);
        b.checksIn();
        story.at(2);
        a.checksIn();

        holder.leaves();

        story.is("DESIGNATED b");
        assertThat(story.ranking()).containsExactly("b CHOSEN", "a LIVE_SHORTER", "z LEFT");
    }

    @Test
    void idDecidesAtLast() {
        holder.checksIn();
        c.checksIn();
        a.checksIn();
        b.checksIn();

        holder.leaves();

        assertThat(story.ranking()).containsExactly("a CHOSEN", "b LATER_ID", "c LATER_ID", "z LEFT");
    }

    @Test
    void recordNamesThoseThatAreLostUnelectableStaleAndYielding() {
        holder.checksIn();
        new Caller(story, "lost", 1).checksIn();
        story.at(PoolStory.TTL - 46_000);
        holder.holding(1).checksIn();
        new Caller(story, "stale", 2).checksIn();
        story.at(PoolStory.TTL);
        a.electable(false).checksIn();
        b.releasing().checksIn();
        c.checksIn();

        holder.leaves();

        story.is("DESIGNATED c");
        assertThat(story.ranking())
                .containsExactly("c CHOSEN", "stale STALE", "b YIELDED", "a UNELECTABLE", "z LEFT", "lost LOST");
    }

    @Test
    void recordListsEightCandidatesAtMost() {
        holder.checksIn();
        for (int i = 0; i < 20; i++) {
            new Caller(story, "i" + i, 1).checksIn();
        }

        holder.leaves();

        assertThat(story.ranking()).hasSize(Change.MOST_CANDIDATES).first().isEqualTo("i0 CHOSEN");
    }

    @Test
    void freshUntilHalfAnIntervalPastTheNextCheckInItWasTold() {
        holder.checksIn();
        a.checksIn();

        story.at(45_000).tick();
        assertThat(story.seat(a).fresh()).isTrue();
        story.at(45_001).tick();
        assertThat(story.seat(a).fresh()).isFalse();
        assertThat(story.seat(a).live()).isTrue();
    }

    @Test
    void liveUntilNotHeardOfForATtl() {
        a.checksIn();

        story.at(PoolStory.TTL - 1).tick();
        assertThat(story.seat(a).live()).isTrue();
        story.at(PoolStory.TTL).tick();
        assertThat(story.seat(a).live()).isFalse();
    }

    @Test
    void onlyTheFreshAreDesignated() {
        holder.checksIn();
        a.checksIn();
        story.at(45_001);

        holder.leaves();

        story.is("VACANT");
        a.checksIn().isPrimary(2);
    }

    @Test
    void whoComesFirstIsGrantedWhenNoOneIsFresh() {
        holder.checksIn();
        a.priority(5).checksIn();
        b.checksIn();
        story.at(45_001);
        holder.leaves();

        b.checksIn().isPrimary(2);
    }

    @Test
    void otherCandidateWaitsForTheDesignatedOne() {
        holder.checksIn();
        a.checksIn();
        b.checksIn();
        holder.leaves();

        b.priority(9).checksIn().isStandby(RoleReason.ANOTHER_DESIGNATED);

        story.is("DESIGNATED a");
        a.checksIn().isPrimary(2);
    }

    @Test
    void designatedOneThatDoesNotComeIsPassedOver() {
        holder.checksIn();
        a.checksIn();
        story.at(20_000);
        b.checksIn();
        holder.leaves();
        story.news();

        story.at(45_000).tick().is("DESIGNATED a").tells();
        story.at(45_001).tick().is("DESIGNATED b").tells("DESIGNATED NO_SHOW a>b");
    }

    @Test
    void designatedOneThatDoesNotComeLeavesThePoolVacantWhenNoOtherIsFresh() {
        holder.checksIn();
        a.checksIn();
        holder.leaves();
        story.news();

        story.at(45_001).tick().is("VACANT").tells("VACATED NO_SHOW a>-");
        a.checksIn().isPrimary(2);
    }

    @Test
    void eachDeadCandidateAddsOneAndAHalfIntervalsAtMost() {
        holder.checksIn();
        a.priority(2).checksIn();
        b.priority(1).checksIn();
        c.checksIn();
        holder.leaves();

        story.at(30_000);
        c.checksIn().isStandby(RoleReason.ANOTHER_DESIGNATED);
        story.at(45_001).tick().is("DESIGNATED c").at(60_000);

        c.checksIn().isPrimary(2);
        assertThat(story.lastChange().vacantForMillis()).isEqualTo(60_000);
    }

    @Test
    void twoNextInLineAreNamedBestFirst() {
        a.checksIn();
        b.checksIn();
        c.priority(1).checksIn();
        holder.checksIn();

        a.checksIn().seesInLine("c", "b");
    }

    @Test
    void designatedOneThatClaimsAnEndedEpochIsPassedOverForOneThatIsFresh() {
        holder.checksIn();
        a.priority(9).checksIn();
        b.checksIn();
        holder.leaves();
        story.is("DESIGNATED a").news();

        a.holding(1).checksIn().isStandby(RoleReason.EPOCH_ENDED);

        story.is("DESIGNATED b").tells("DUAL_CLAIM NONE ->a 1", "DESIGNATED NO_SHOW a>b");
        b.checksIn().isPrimary(2);
    }

    @Test
    void designatedOneThatReleasesIsPassedOverForOneThatIsFresh() {
        holder.checksIn();
        a.priority(1).checksIn();
        b.checksIn();
        holder.leaves();
        story.is("DESIGNATED a");

        a.releasing().checksIn().isStandby(RoleReason.YIELDED);

        story.is("DESIGNATED b");
    }

    @Test
    void soleCandidateThatReleasesAgainAndAgainIsNoNews() {
        a.checksIn();
        a.releasing().checksIn();
        story.is("DESIGNATED a").news();

        a.releasing().checksIn().isStandby(RoleReason.YIELDED);
        a.releasing().checksIn().isStandby(RoleReason.YIELDED);

        story.is("DESIGNATED a").tells();
    }

    @Test
    void oneThatComesBackLateIsFreshInItsOwnCheckIn() {
        a.checksIn();
        b.checksIn();
        story.at(50_000);
        a.leaves();
        story.is("VACANT");

        b.holding(1).checksIn().isStandby(RoleReason.EPOCH_ENDED).comesExactlyIn(50);

        story.is("DESIGNATED b");
        b.holding(0).checksIn().isPrimary(2);
    }

    @Test
    void newcomerToASeatIsRankedAmongTheFresh() {
        holder.checksIn();
        a.priority(9).checksIn();
        story.at(44_000);
        b.checksIn();
        holder.leaves();
        story.is("DESIGNATED a").at(45_000);

        a.run(0xA2).priority(9).naming(a).checksIn().isPrimary(2);
    }

    @Test
    void candidateThatNewSettingsMakeFreshAgainIsDesignatedAtOnce() {
        holder.checksIn();
        a.checksIn();
        story.at(50_000);
        holder.leaves();
        story.is("VACANT");

        story.set(PoolStory.timing(60_000, 180_000));

        story.is("DESIGNATED a");
    }

    @Test
    void staleOneIsPassedOverForAFreshOneOfLowerPriority() {
        holder.checksIn();
        a.priority(1).checksIn();
        story.at(60_000);
        holder.holding(1).checksIn();
        b.checksIn();

        holder.leaves();

        story.is("DESIGNATED b");
        assertThat(story.ranking()).containsExactly("b CHOSEN", "a STALE", "z LEFT");
    }
}
