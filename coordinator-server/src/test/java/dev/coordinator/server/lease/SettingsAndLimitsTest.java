package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A pool's settings, its beginning and its end, and what is refused. */
final class SettingsAndLimitsTest {

    private static final OptionalLong UNSET = OptionalLong.empty();

    private final PoolStory story = new PoolStory();
    private final Caller a = story.a;
    private final Caller b = story.b;

    @Test
    void previewOfAChangeIsWhatTheChangeWouldComeToAndChangesNothing() {
        SettingsChange change = PoolStory.timing(1_000, 3_000);
        StateImage before = story.machine.image();

        Decision preview = story.machine.settingsAfter(PoolStory.POOL, change);

        assertThat(story.machine.image()).isEqualTo(before);
        assertThat(preview).isEqualTo(story.set(change).decision());
    }

    @Test
    void leaseIsNeverShortenedByNewSettings() {
        a.checksIn();

        story.at(10_000).set(PoolStory.timing(1_000, 3_000));
        story.is("HELD a 1 until 120000");
        story.at(20_000);
        a.holding(1).checksIn().isPrimary(1, 2_700).comesIn(1_000);
        story.is("HELD a 1 until 120000").at(118_000);
        a.holding(1).checksIn().isPrimary(1, 2_700);
        story.is("HELD a 1 until 121000");
    }

    @Test
    void longerTtlCountsFromTheNextRenewal() {
        a.checksIn();

        story.set(PoolStory.timing(30_000, 600_000));

        story.is("HELD a 1 until 120000").at(30_000);
        a.holding(1).checksIn().isPrimary(1, 540_000);
        story.is("HELD a 1 until 630000");
    }

    @Test
    void marginRoundsUp() {
        Decision decision = story.set(PoolStory.timing(100, 301)).decision();

        assertThat(((Decision.SettingsInForce) decision).settings().safetyMarginMillis())
                .isEqualTo(31);
    }

    @Test
    void laterChangeKeepsWhatItDoesNotSet() {
        story.set(PoolStory.timing(1_000, 9_000));

        Decision decision = story.set(PoolStory.bootstrap(2, 0)).decision();

        assertThat(((Decision.SettingsInForce) decision).settings())
                .isEqualTo(new PoolSettings(
                        1_000, 9_000, 900, PoolStory.RETENTION, 600_000, 2, 0, 60_000, false, 300_000));
    }

    @Test
    void badSettingsAreRefusedWithEveryViolatedRuleNamed() {
        a.checksIn();
        SettingsChange bad = new SettingsChange(
                OptionalLong.of(99),
                OptionalLong.of(0),
                OptionalLong.of(-1),
                OptionalLong.of(Long.MAX_VALUE),
                OptionalLong.of(Long.MIN_VALUE),
                OptionalInt.of(0),
                OptionalLong.of(-1),
                OptionalLong.of(99),
                Optional.of(true),
                OptionalLong.of(-1));

        Told told = story.set(bad);

        told.isRefused(Refusal.INVALID_SETTINGS);
        assertThat(((Decision.Refused) told.decision()).violations())
                .extracting(Violation::field)
                .contains(
                        "check_in_interval_ms",
                        "lease_ttl_ms",
                        "safety_margin_ms",
                        "retention_ms",
                        "flap_window_ms",
                        "min_candidates",
                        "bootstrap_wait_ms",
                        "drain_timeout_ms",
                        "hold_down_ms");
    }

    @Test
    void ttlOfLessThanThreeIntervalsIsRefused() {
        story.set(PoolStory.timing(1_000, 2_999)).isRefused(Refusal.INVALID_SETTINGS, "lease_ttl_ms");
        story.is("NO POOL");
    }

    @Test
    void retentionExceedsTheTtl() {
        SettingsChange atTtl = new SettingsChange(
                UNSET,
                UNSET,
                UNSET,
                OptionalLong.of(PoolStory.TTL),
                UNSET,
                OptionalInt.empty(),
                UNSET,
                UNSET,
                Optional.empty(),
                UNSET);

        story.set(atTtl).isRefused(Refusal.INVALID_SETTINGS, "retention_ms");
    }

    @Test
    void poolThatWaitsForNobodyIsVacant() {
        story.set(PoolStory.bootstrap(1, 0)).decision();

        story.is("VACANT");
    }

    @Test
    void poolWaitsForItsCandidatesBeforeTheFirstGrant() {
        story.set(PoolStory.bootstrap(2, 0));

        a.checksIn().isStandby(RoleReason.BOOTSTRAPPING);
        story.c.electable(false).checksIn().isUnelectable();
        story.is("BOOTSTRAPPING");
        b.priority(-1).checksIn().isStandby(RoleReason.ANOTHER_DESIGNATED);
        story.is("DESIGNATED a");
        a.checksIn().isPrimary(1);
    }

    @Test
    void lastCandidateOfABootstrapIsGrantedWhenItIsTheBest() {
        story.set(PoolStory.bootstrap(2, 0));
        a.checksIn();

        b.priority(1).checksIn().isPrimary(1);
    }

    @Test
    void bootstrapEndsWhenItsWaitIsOver() {
        story.set(PoolStory.bootstrap(3, 40_000));
        a.checksIn();

        story.at(39_999).tick().is("BOOTSTRAPPING");
        story.at(40_000).tick().is("DESIGNATED a");
    }

    @Test
    void bootstrapWithoutAWaitTakesAsLongAsItTakes() {
        story.set(PoolStory.bootstrap(2, 0));
        for (int i = 0; i < 100; i++) {
            story.at(i * 30_000L);
            a.checksIn().isStandby(RoleReason.BOOTSTRAPPING);
        }
    }

    @Test
    void bootstrapIsBeforeThePoolsFirstGrantOnly() {
        a.checksIn();
        a.leaves();

        story.set(PoolStory.bootstrap(3, 0));

        b.checksIn().isPrimary(2);
    }

    @Test
    void seatIsForgottenAfterRetentionAndThePoolGoesWithItsLast() {
        a.electable(false).checksIn();
        story.at(10);
        b.electable(false).checksIn();
        story.news();

        story.at(PoolStory.RETENTION - 1).tick();
        assertThat(story.machine.instances()).isEqualTo(2);
        story.at(PoolStory.RETENTION).tick();
        assertThat(story.machine.instances()).isEqualTo(1);
        story.at(PoolStory.RETENTION + 9).tick().is("VACANT");
        story.at(PoolStory.RETENTION + 10).tick().is("NO POOL").tells("POOL_REMOVED NONE ->-");
        assertThat(story.machine.instances()).isZero();
        assertThat(story.machine.nextDue()).isEmpty();
    }

    @Test
    void seatThatLeftIsRememberedForRetention() {
        a.checksIn();
        story.at(5_000);
        a.leaves();

        story.at(PoolStory.RETENTION + 4_999).tick();
        a.checksIn().isSuperseded(RoleReason.LEFT);
        story.at(PoolStory.RETENTION + 5_000).tick().is("NO POOL");
    }

    @Test
    void poolWithSettingsOfItsOwnStaysWithoutSeats() {
        story.set(PoolStory.timing(1_000, 9_000));
        a.checksIn();

        story.at(2 * PoolStory.RETENTION).tick().is("VACANT");

        assertThat(story.machine.instances()).isZero();
    }

    @Test
    void poolIsMadeByAFirstCheckInOnlyWhereThatIsWanted() {
        a.onlyKnownPools().checksIn().isRefused(Refusal.UNKNOWN_POOL, "pool");
        story.is("NO POOL");
        b.checksIn().isPrimary(1);
        a.checksIn().isStandby(RoleReason.ANOTHER_HOLDS);
    }

    @Test
    void instancesOfAPoolAreLimited() {
        PoolStory small = new PoolStory(new Limits(1, 2));
        small.a.checksIn();
        small.b.checksIn();

        Told refused = small.c.checksIn().isRefused(Refusal.LIMIT_REACHED, "instance_id");
        small.a.checksIn().isPrimary(1);

        assertThat(((Decision.Refused) refused.decision()).violations())
                .containsExactly(new Violation("instance_id", "at most 2 instances a pool", "2"));
    }

    @Test
    void limitsAreTheSameOnEveryNodeAndAfterASnapshot() {
        LeaseMachine machine = new LeaseMachine();
        for (int i = 0; i < 1_000; i++) {
            assertThat(machine.apply(new Stamp(ClusterTime.ZERO, 0), List.of(bare(i)), change -> {}))
                    .doesNotHaveAnyElementsOfTypes(Decision.Refused.class);
        }

        for (LeaseMachine each : List.of(machine, LeaseMachine.from(machine.image()))) {
            assertThat(each.apply(new Stamp(ClusterTime.ZERO, 0), List.of(bare(1_000)), change -> {}))
                    .containsExactly(Decision.Refused.of(
                            Refusal.LIMIT_REACHED, "instance_id", "at most 1000 instances a pool", "1000"));
        }
    }

    @Test
    void shorterRetentionMakesRoomAtOnce() {
        PoolStory small = new PoolStory(new Limits(1, 2));
        small.a.checksIn();
        small.b.checksIn();
        small.b.leaves();
        small.at(121_000);
        small.a.checksIn();
        small.c.checksIn().isRefused(Refusal.LIMIT_REACHED, "instance_id");

        small.set(retention(120_001));

        small.c.checksIn().isStandby(RoleReason.ANOTHER_HOLDS);
    }

    private static SettingsChange retention(long millis) {
        return new SettingsChange(
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.of(millis),
                OptionalLong.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty());
    }

    private static Command bare(int number) {
        return new Command.CheckIn(
                PoolStory.POOL,
                new InstanceId("i" + number),
                Incarnation.BARE,
                List.of(),
                0,
                0,
                Profile.PLAIN,
                Holding.UNSAID,
                false,
                true);
    }

    @Test
    void poolsAreLimited() {
        PoolStory small = new PoolStory(new Limits(1, 2));
        small.a.checksIn();
        PoolName other = new PoolName("other");

        small.does(new Command.SetPoolSettings(other, SettingsChange.NONE, Actor.NONE))
                .isRefused(Refusal.LIMIT_REACHED, "pool");
        small.does(new Command.CheckIn(
                        other,
                        small.a.id(),
                        Incarnation.BARE,
                        List.of(),
                        0,
                        0,
                        Profile.PLAIN,
                        Holding.UNSAID,
                        false,
                        true))
                .isRefused(Refusal.LIMIT_REACHED, "pool");
    }

    @Test
    void extremeNumbersAreTakenAsTheyAre() {
        a.seq(Long.MAX_VALUE).priority(Integer.MIN_VALUE).checksIn().isPrimary(1);
        a.seq(Long.MAX_VALUE).checksIn().isRefused(Refusal.STALE_SEQUENCE);
        b.priority(Integer.MAX_VALUE).echoing(Long.MIN_VALUE).checksIn().isStandby(RoleReason.ANOTHER_HOLDS);
        story.does(new Command.Renewal(new Handle(Long.MAX_VALUE), Long.MIN_VALUE, Holding.UNSAID))
                .isRefused(Refusal.UNKNOWN_HANDLE);
    }

    @Test
    void rulesOnTwoFieldsAreNamedBesideThoseOnOne() {
        SettingsChange bad = new SettingsChange(
                OptionalLong.of(50),
                OptionalLong.of(140),
                OptionalLong.of(91),
                OptionalLong.of(140),
                UNSET,
                OptionalInt.empty(),
                UNSET,
                UNSET,
                Optional.empty(),
                UNSET);

        story.set(bad)
                .isRefused(
                        Refusal.INVALID_SETTINGS,
                        "check_in_interval_ms",
                        "lease_ttl_ms",
                        "safety_margin_ms",
                        "retention_ms");
    }

    @Test
    void extremeSettingsAreRefusedWithoutOverflow() {
        for (long extreme : List.of(Long.MIN_VALUE, Long.MAX_VALUE)) {
            OptionalLong value = OptionalLong.of(extreme);
            SettingsChange bad = new SettingsChange(
                    value, value, value, value, value, OptionalInt.empty(), value, value, Optional.empty(), value);
            assertThat(((Decision.Refused) story.set(bad).decision()).violations())
                    .hasSizeGreaterThanOrEqualTo(6);
        }
        story.set(PoolStory.timing(Long.MAX_VALUE, 120_000))
                .isRefused(Refusal.INVALID_SETTINGS, "check_in_interval_ms");
    }

    @Test
    void shorterTtlIsLookedAtInTime() {
        a.checksIn();
        b.checksIn();

        story.at(10).set(PoolStory.timing(1_000, 3_000));

        assertThat(story.machine.nextDue().orElseThrow().millis()).isLessThanOrEqualTo(3_000);
        story.at(3_000).tick();
        assertThat(story.seat(b).live()).isFalse();
    }
}
