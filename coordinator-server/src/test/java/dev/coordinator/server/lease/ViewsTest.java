package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What readers see of a pool and of its instances. */
final class ViewsTest {

    private final PoolStory story = new PoolStory();
    private final Caller a = story.a;
    private final Caller b = story.b;
    private final Caller c = story.c;

    @BeforeEach
    void aHoldsAndTheOthersStandBy() {
        a.checksIn().isPrimary(1);
        b.checksIn();
        c.electable(false).checksIn();
    }

    @Test
    void poolCountsItsSeatsTheLiveOnesAndThoseThatCouldTakeOver() {
        assertCounts(3, 3, 1);
        c.electable(true).checksIn();
        assertCounts(3, 3, 2);
        story.cordons(b);
        assertCounts(3, 3, 1);
        b.leaves();
        assertCounts(3, 2, 1);
        story.at(119_000);
        a.holding(1).checksIn();
        story.at(121_000).tick();
        assertCounts(3, 1, 0);
    }

    @Test
    void instanceIsShownAloneAsItIsAmongTheOthers() {
        assertThat(story.machine.instance(PoolStory.POOL, b.id())).contains(story.seat(b));
        assertThat(story.machine.instance(PoolStory.POOL, new InstanceId("nobody")))
                .isEmpty();
        assertThat(story.machine.instance(new PoolName("elsewhere"), b.id())).isEmpty();
    }

    @Test
    void instanceHasTheRoleThatItWouldBeTold() {
        assertRoles(Role.PRIMARY, Role.STANDBY, Role.UNELECTABLE);
        story.cordons(b);
        assertRoles(Role.PRIMARY, Role.UNELECTABLE, Role.UNELECTABLE);
        story.uncordons(b);
        story.switchesOverTo(b);
        assertRoles(Role.DRAINING, Role.STANDBY, Role.UNELECTABLE);
        a.holding(0).checksIn();
        assertRoles(Role.STANDBY, Role.STANDBY, Role.UNELECTABLE);
    }

    @Test
    void lostInstanceHasBeenLiveForNoTime() {
        story.at(20_000);
        b.checksIn();
        story.at(25_000).tick();
        assertThat(story.seat(b).liveForMillis()).isEqualTo(25_000);
        assertThat(story.seat(b).lastCheckInAgoMillis()).isEqualTo(5_000);
        assertThat(story.seat(b).fresh()).isTrue();
        story.at(140_000).tick();
        assertThat(story.seat(b).live()).isFalse();
        assertThat(story.seat(b).liveForMillis()).isZero();
        assertThat(story.seat(b).recentLosses()).isEqualTo(1);
    }

    @Test
    void leaseTellsWhatIsLeftOfItAndADrainWhenItIsCalledOff() {
        story.at(20_000).tick();
        assertThat(story.view().leaseRemainingMillis()).isEqualTo(100_000);
        assertThat(story.view().callOffInMillis()).isZero();
        assertThat(story.view().grantsNothingForMillis()).isZero();

        story.switchesOverTo(b);
        assertThat(story.view().callOffInMillis()).isZero();
        assertThat(story.view().target()).contains(b.id());
        a.holding(1).checksIn();
        story.at(30_000).tick();
        assertThat(story.view().callOffInMillis()).isEqualTo(50_000);

        a.holding(0).checksIn();
        assertThat(story.view().leaseRemainingMillis()).isZero();
        assertThat(story.view().primary()).isEmpty();
    }

    @Test
    void primaryIsShownWithItsOwnAddressOnly() {
        PoolStory pool = new PoolStory();
        pool.does(checkIn(pool, 0xA1, "here", 1)).isPrimary(1);
        assertThat(pool.view().primary().orElseThrow().address()).isEqualTo("here");
        assertThat(pool.view().primary().orElseThrow().confirmed()).isFalse();

        long nonce = pool.does(checkIn(pool, 0xA2, "there", 1)).nonce();
        Command.CheckIn proven = checkIn(pool, 0xA2, "there", 2);
        pool.does(new Command.CheckIn(
                        proven.pool(),
                        proven.instance(),
                        proven.incarnation(),
                        List.of(),
                        nonce,
                        2,
                        proven.profile(),
                        Holding.UNSAID,
                        false,
                        true))
                .isStandby(RoleReason.PREDECESSOR_HOLDS);
        assertThat(pool.view().primary().orElseThrow().address()).isEmpty();
        assertThat(pool.seat(pool.a).role()).isEqualTo(Role.STANDBY);
    }

    @Test
    void recoveryIsInTheHistoryWithTheReignThatItEnded() {
        Recovery recovery = new Recovery(1_800_000_000_000L, 0, false, PoolStory.OPERATOR);
        story.switchesOverTo(b);
        StateImage image = ((Recovery.Outcome.Recovered) recovery.of(story.machine.image())).image();

        List<Change> history = LeaseMachine.from(image).history(PoolStory.POOL).orElseThrow();

        Change last = history.get(history.size() - 1);
        assertThat(last.kind()).isEqualTo(ChangeKind.QUIETED);
        assertThat(last.from()).contains(a.id());
        assertThat(last.epoch()).isEqualTo(1);
        assertThat(last.trigger()).isEqualTo(Trigger.by(PoolStory.OPERATOR, ChangeCause.RECOVERED));
    }

    @Test
    void poolCountsTheLossesOfAllItsSeatsWithinTheFlapWindow() {
        assertThat(story.view().recentLosses()).isZero();
        story.at(125_000).tick();
        assertThat(story.view().recentLosses()).isEqualTo(3);
        b.checksIn();
        story.at(250_000).tick();
        assertThat(story.view().recentLosses()).isEqualTo(4);
        story.at(725_000).tick();
        assertThat(story.view().recentLosses()).isEqualTo(1);
    }

    @Test
    void checkInsAreCountedHoweverTheyAreDecided() {
        assertThat(story.machine.checkIns()).isEqualTo(3);
        story.at(1_000).tick();
        story.cordons(b);
        assertThat(story.machine.checkIns()).isEqualTo(3);
        a.checksIn();
        assertThat(story.machine.checkIns()).isEqualTo(4);
        assertThat(LeaseMachine.from(story.machine.image()).checkIns()).isZero();
    }

    @Test
    void poolsAreListedInPagesByNameAndPrefix() {
        LeaseMachine machine = new LeaseMachine();
        for (String name : List.of("app/b", "app/a", "zoo", "app/c", "api")) {
            machine.apply(
                    new Stamp(ClusterTime.ZERO, 0),
                    List.of(new Command.SetPoolSettings(
                            new PoolName(name), PoolStory.timing(1_000, 3_000), Actor.NONE)),
                    change -> {});
        }

        assertThat(machine.pools()).isEqualTo(5);
        assertThat(names(machine.list("", Optional.empty(), 10)))
                .containsExactly("api", "app/a", "app/b", "app/c", "zoo");
        assertThat(names(machine.list("app/", Optional.empty(), 2))).containsExactly("app/a", "app/b");
        assertThat(names(machine.list("app/", Optional.of(new PoolName("app/b")), 2)))
                .containsExactly("app/c");
        assertThat(names(machine.list("app/", Optional.of(new PoolName("aaa")), 1)))
                .containsExactly("app/a");
        assertThat(names(machine.list("zoo", Optional.of(new PoolName("zoo")), 1)))
                .isEmpty();
    }

    @Test
    void seatsAreListedInPagesById() {
        story.c.checksIn();

        assertThat(story.machine
                        .instances(PoolStory.POOL, Optional.of(a.id()), 1)
                        .orElseThrow())
                .extracting(InstanceView::id)
                .containsExactly(b.id());
        assertThat(story.machine
                        .instances(PoolStory.POOL, Optional.of(story.c.id()), 1)
                        .orElseThrow())
                .isEmpty();
    }

    private static List<String> names(List<PoolView> pools) {
        return pools.stream().map(pool -> pool.name().value()).toList();
    }

    private static Command.CheckIn checkIn(PoolStory pool, long run, String address, long seq) {
        return new Command.CheckIn(
                PoolStory.POOL,
                pool.a.id(),
                new Incarnation(run),
                List.of(),
                0,
                seq,
                Profile.PLAIN.withAddress(address),
                Holding.UNSAID,
                false,
                true);
    }

    private void assertCounts(int instances, int live, int successors) {
        PoolView view = story.view();
        assertThat(List.of(view.instances(), view.live(), view.successors()))
                .isEqualTo(List.of(instances, live, successors));
    }

    private void assertRoles(Role... roles) {
        assertThat(story.machine.instances(PoolStory.POOL, Optional.empty(), 10).orElseThrow())
                .extracting(InstanceView::role)
                .containsExactly(roles);
    }
}
