package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every pool and every instance is counted once, in the one state it is in. */
final class CensusTest {

    private final LeaseMachine machine = new LeaseMachine();
    private final PoolStory story = new PoolStory(machine);
    private final Caller a = story.a;
    private final Caller b = story.b;
    private final Caller c = story.c;

    @Test
    void nothingIsCountedAsNothingInEveryState() {
        Census census = taken(10);

        assertThat(census.pools().values())
                .hasSize(Census.PoolState.values().length)
                .containsOnly(0);
        assertThat(census.instances().values())
                .hasSize(Census.InstanceState.values().length)
                .containsOnly(0);
    }

    @Test
    void instancesAreCountedByWhatTheyAreToTheirPool() {
        a.checksIn().isPrimary(1);
        b.checksIn();
        assertInstances(Map.of(Census.InstanceState.PRIMARY, 1, Census.InstanceState.STANDBY, 1));
        c.electable(false).checksIn();
        assertInstances(Map.of(
                Census.InstanceState.PRIMARY, 1,
                Census.InstanceState.STANDBY, 1,
                Census.InstanceState.UNELECTABLE, 1));
        assertThat(taken(10).withoutSuccessor()).isZero();

        story.switchesOverTo(b);
        assertInstances(Map.of(
                Census.InstanceState.DRAINING, 1,
                Census.InstanceState.STANDBY, 1,
                Census.InstanceState.UNELECTABLE, 1));

        b.leaves();
        c.leaves();
        assertThat(taken(10).instances()).containsEntry(Census.InstanceState.LEFT, 2);
        assertThat(taken(10).withoutSuccessor()).isEqualTo(1);

        story.at(121_000).tick();
        assertInstances(Map.of(Census.InstanceState.LOST, 1, Census.InstanceState.LEFT, 2));
    }

    @Test
    void poolsAreCountedByWhatTheirLeaseIs() {
        a.checksIn().isPrimary(1);
        assertPool(Census.PoolState.HELD);
        story.pauses();
        assertThat(taken(10).paused()).isEqualTo(1);
        story.resumes();
        b.checksIn();
        story.switchesOverTo(b);
        assertPool(Census.PoolState.DRAINING);
        a.leaves();
        assertPool(Census.PoolState.DESIGNATED);
        b.leaves();
        assertPool(Census.PoolState.VACANT);
    }

    @Test
    void poolsInWhichNothingIsGrantedAreCountedApart() {
        a.checksIn().isPrimary(1);
        Recovery.Outcome outcome = new Recovery(1_800_000_000_000L, 0, false, PoolStory.OPERATOR).of(machine.image());
        Census recovered = new Census();
        LeaseMachine.from(((Recovery.Outcome.Recovered) outcome).image()).count(Optional.empty(), 10, recovered);
        assertThat(recovered.pools()).containsEntry(Census.PoolState.QUIET, 1);

        story.operates(new Operation.Delete());
        assertPool(Census.PoolState.DELETED);
    }

    @Test
    void poolThatWaitsForItsCandidatesIsCountedApart() {
        story.set(PoolStory.bootstrap(2, 0));
        a.checksIn();
        assertPool(Census.PoolState.BOOTSTRAPPING);
    }

    @Test
    void pageEndsWithTheLastPoolThatIsInIt() {
        for (int pool = 0; pool < 3; pool++) {
            SettingsChange some = PoolStory.timing(10_000, 60_000);
            story.does(new Command.SetPoolSettings(new PoolName("pool-" + pool), some, Actor.NONE));
        }
        Census two = new Census();

        assertThat(machine.count(Optional.empty(), 2, two)).contains(new PoolName("pool-1"));

        assertThat(two.all()).isEqualTo(2);
    }

    @Test
    void accountIsTheSamePageByPage() {
        for (int pool = 0; pool < 7; pool++) {
            SettingsChange some = PoolStory.timing(10_000, 60_000);
            story.does(new Command.SetPoolSettings(new PoolName("pool-" + pool), some, Actor.NONE));
        }

        for (int page : new int[] {1, 2, 7, 8}) {
            assertThat(taken(page).pools()).containsEntry(Census.PoolState.VACANT, 7);
        }
    }

    @Test
    void firstPoolsByNameAreNotedOneByOne() {
        a.checksIn().isPrimary(1);
        b.checksIn();
        story.does(new Command.SetPoolSettings(new PoolName("zebra"), PoolStory.timing(10_000, 60_000), Actor.NONE));
        PoolName name = machine.list("", Optional.empty(), 1).get(0).name();

        Census two = new Census(2);
        machine.count(Optional.empty(), 10, two);
        assertThat(two.first())
                .containsExactly(
                        new PoolFigures(name, 1, 1, false), new PoolFigures(new PoolName("zebra"), 0, 0, false));
        Census one = new Census(1);
        machine.count(Optional.empty(), 10, one);
        assertThat(one.first()).containsExactly(new PoolFigures(name, 1, 1, false));
        assertThat(one.all()).isEqualTo(2);
    }

    private void assertPool(Census.PoolState expected) {
        Map<Census.PoolState, Integer> counts = new EnumMap<>(taken(10).pools());
        counts.values().removeIf(count -> count == 0);
        assertThat(counts).containsOnly(Map.entry(expected, 1));
    }

    private void assertInstances(Map<Census.InstanceState, Integer> expected) {
        Map<Census.InstanceState, Integer> counts = new EnumMap<>(taken(10).instances());
        counts.values().removeIf(count -> count == 0);
        assertThat(counts).isEqualTo(expected);
    }

    private Census taken(int page) {
        Census census = new Census();
        Optional<PoolName> last = machine.count(Optional.empty(), page, census);
        for (int pages = 0; last.isPresent() && pages < 100; pages++) {
            last = machine.count(last, page, census);
        }
        return census;
    }
}
