package dev.coordinator.server.lease;

import org.junit.jupiter.api.Test;

/** What an instance says about the epoch it holds, when it isn't so. */
final class ClaimTest {

    private final PoolStory story = new PoolStory();
    private final Caller a = story.a;
    private final Caller b = story.b;

    @Test
    void endedEpochIsToldToStop() {
        a.checksIn();
        b.checksIn();
        a.releasing().checksIn();
        b.checksIn().isPrimary(2);

        a.holding(1).checksIn().isStandby(RoleReason.EPOCH_ENDED);
    }

    @Test
    void endedEpochIsNeverAnsweredPrimaryThoughNoOneElseIsThere() {
        a.checksIn();
        story.at(PoolStory.TTL);

        a.holding(1).checksIn().isStandby(RoleReason.EPOCH_ENDED);
        a.holding(0).checksIn().isPrimary(2);
    }

    @Test
    void claimAboveEveryGrantedEpochIsNeverAdoptedAndAlarmsOnce() {
        a.checksIn();
        story.news();

        b.holding(77).checksIn().isStandby(RoleReason.EPOCH_ENDED);
        b.holding(77).checksIn().isStandby(RoleReason.EPOCH_ENDED);

        story.tells("DUAL_CLAIM NONE a>b 77").is("HELD a 1 until 120000");
        b.holding(Long.MAX_VALUE).checksIn();
        story.tells("DUAL_CLAIM NONE a>b " + Long.MAX_VALUE);
    }

    @Test
    void claimOfAnothersReignAlarmsOnce() {
        a.checksIn();
        story.news();

        b.holding(1).checksIn().isStandby(RoleReason.EPOCH_ENDED);
        b.holding(1).renews().isStandby(RoleReason.EPOCH_ENDED);

        story.tells("DUAL_CLAIM NONE a>b 1").is("HELD a 1 until 120000");
    }

    @Test
    void sayingNothingAboutTheEpochNeverEndsAReign() {
        a.checksIn();

        a.checksIn().isPrimary(1);
        a.renews().isPrimary(1);
    }

    @Test
    void holderThatClaimsAnEndedEpochIsToldToStopAndIsNotRenewed() {
        a.checksIn();
        a.holding(0).checksIn().isPrimary(2);

        story.at(30_000);
        a.holding(1).checksIn().isStandby(RoleReason.EPOCH_ENDED);
        a.holding(1).renews().isStandby(RoleReason.EPOCH_ENDED);

        story.is("HELD a 2 until 120000");
        a.holding(0).checksIn().isPrimary(3);
    }

    @Test
    void holderThatClaimsAnEpochAboveEveryGrantedOneIsNotRenewed() {
        a.checksIn();
        story.news();

        story.at(30_000);
        a.holding(77).checksIn().isStandby(RoleReason.EPOCH_ENDED);

        story.is("HELD a 1 until 120000").tells("DUAL_CLAIM NONE a>a 77");
    }

    @Test
    void claimOfAnEndedEpochNeverCallsADrainOff() {
        a.checksIn();
        a.holding(0).checksIn().isPrimary(2);
        a.electable(false).checksIn();

        story.at(30_000);
        a.electable(true).holding(1).checksIn().isStandby(RoleReason.EPOCH_ENDED);

        story.is("DRAINING a 2 until 120000");
    }

    @Test
    void delayedReleaseOfAnEndedEpochDoesNotProlongABareReign() {
        Caller bare = a.bare();
        bare.checksIn();
        bare.holding(0).checksIn().isPrimary(2);

        story.at(30_000);
        bare.holding(1).releasing().checksIn().isStandby(RoleReason.EPOCH_ENDED);

        story.is("HELD a 2 until 120000");
    }
}
