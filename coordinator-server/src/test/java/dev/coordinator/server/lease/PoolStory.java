package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The story of one pool, told one entry of the log at a time.
 *
 * <p>Whatever is refused is checked to have changed nothing: the state is that of an empty entry of the same stamp.
 */
final class PoolStory {

    static final PoolName POOL = new PoolName("pool");
    static final Actor OPERATOR = new Actor("ops", "because");
    static final long INTERVAL = 30_000;
    static final long TTL = 120_000;
    static final long MARGIN = 12_000;
    static final long VALID = TTL - MARGIN;
    static final long RETENTION = 24 * 3_600_000L;

    final Caller a = new Caller(this, "a", 0xA1);
    final Caller b = new Caller(this, "b", 0xB1);
    final Caller c = new Caller(this, "c", 0xC1);
    final LeaseMachine machine;
    private final List<Change> changes = new ArrayList<>();
    private long now;
    private int read;

    PoolStory() {
        this(Limits.FIXED);
    }

    PoolStory(Limits limits) {
        this(new LeaseMachine(limits));
    }

    PoolStory(LeaseMachine machine) {
        this.machine = machine;
    }

    /** From now on it is so late. */
    PoolStory at(long millis) {
        now = millis;
        return this;
    }

    /** An entry without commands. */
    PoolStory tick() {
        machine.apply(stamp(), List.of(), changes::add);
        return this;
    }

    Told does(Command command) {
        LeaseMachine idle = LeaseMachine.from(machine.image());
        idle.apply(stamp(), List.of(), change -> {});
        Told told =
                new Told(machine.apply(stamp(), List.of(command), changes::add).get(0));
        if (told.decision() instanceof Decision.Refused) {
            assertThat(machine.image()).isEqualTo(idle.image());
        }
        return told;
    }

    /** One entry with all of them. */
    List<Told> does(Command... commands) {
        return machine.apply(stamp(), List.of(commands), changes::add).stream()
                .map(Told::new)
                .toList();
    }

    Told set(SettingsChange change) {
        return does(new Command.SetPoolSettings(POOL, change, Actor.NONE));
    }

    /** An operator's word. */
    Told operates(Operation operation) {
        return does(new Command.Operate(POOL, operation, OPERATOR));
    }

    Told switchesOver() {
        return operates(new Operation.Switchover(Optional.empty()));
    }

    Told switchesOverTo(Caller to) {
        return operates(new Operation.Switchover(Optional.of(to.id())));
    }

    Told failsOverTo(Caller to) {
        return operates(new Operation.Failover(Optional.of(to.id()), false));
    }

    Told pauses() {
        return operates(new Operation.Pause(OptionalLong.empty()));
    }

    Told resumes() {
        return operates(new Operation.Resume());
    }

    Told cordons(Caller caller) {
        return operates(new Operation.Cordon(caller.id(), OptionalLong.empty()));
    }

    Told uncordons(Caller caller) {
        return operates(new Operation.Uncordon(caller.id()));
    }

    Told evicts(Caller caller) {
        return operates(new Operation.Evict(caller.id(), Optional.empty()));
    }

    Told evicts(Caller caller, long run) {
        return operates(new Operation.Evict(caller.id(), Optional.of(new Incarnation(run))));
    }

    PoolView view() {
        return machine.view(POOL).orElseThrow();
    }

    /** What the pool's lease is. */
    PoolStory is(String expected) {
        assertThat(tenure()).isEqualTo(expected);
        return this;
    }

    String tenure() {
        Optional<PoolView> view = machine.view(POOL);
        if (view.isEmpty()) {
            return "NO POOL";
        }
        Tenure tenure = view.get().tenure();
        if (tenure instanceof Tenure.Designated designated) {
            return "DESIGNATED " + designated.instance();
        }
        if (tenure instanceof Tenure.Held held) {
            return "HELD " + lease(held);
        }
        if (tenure instanceof Tenure.Draining draining) {
            return "DRAINING " + lease(draining.held());
        }
        if (tenure instanceof Tenure.Quiet quiet) {
            return "QUIET until " + quiet.until().millis();
        }
        if (tenure instanceof Tenure.Deleted deleted) {
            return "DELETED until " + deleted.until().millis();
        }
        return tenure instanceof Tenure.Vacant ? "VACANT" : "BOOTSTRAPPING";
    }

    private static String lease(Tenure.Held held) {
        return held.reign().primary() + " " + held.reign().epoch() + " until "
                + held.deadline().millis();
    }

    /** All that was told since this was asked last. */
    PoolStory tells(String... expected) {
        assertThat(news().stream().map(PoolStory::sentence)).containsExactly(expected);
        return this;
    }

    List<Change> news() {
        List<Change> news = List.copyOf(changes.subList(read, changes.size()));
        read = changes.size();
        return news;
    }

    Change lastChange() {
        return changes.get(changes.size() - 1);
    }

    private static String sentence(Change change) {
        return change.kind() + " " + change.cause() + " "
                + change.from().map(InstanceId::value).orElse("-") + ">"
                + change.to().map(InstanceId::value).orElse("-")
                + (change.epoch() == 0 ? "" : " " + change.epoch());
    }

    /** Who was ranked in the last change, best first, and why not chosen. */
    List<String> ranking() {
        return lastChange().candidates().stream()
                .map(candidate -> candidate.instance() + " " + candidate.verdict())
                .toList();
    }

    InstanceView seat(Caller caller) {
        return machine.instances(POOL, Optional.empty(), 1000).orElseThrow().stream()
                .filter(seat -> seat.id().equals(caller.id()))
                .findFirst()
                .orElseThrow();
    }

    private Stamp stamp() {
        return new Stamp(new ClusterTime(now), 1_700_000_000_000L + now);
    }

    static SettingsChange timing(long interval, long ttl) {
        return new SettingsChange(
                OptionalLong.of(interval),
                OptionalLong.of(ttl),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty());
    }

    static SettingsChange failback(long holdDown) {
        return new SettingsChange(
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.of(true),
                OptionalLong.of(holdDown));
    }

    static SettingsChange bootstrap(int candidates, long wait) {
        return new SettingsChange(
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalInt.of(candidates),
                OptionalLong.of(wait),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty());
    }
}
