package dev.coordinator.server.journal;

import dev.coordinator.server.lease.Actor;
import dev.coordinator.server.lease.Alarm;
import dev.coordinator.server.lease.Appointment;
import dev.coordinator.server.lease.Candidate;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Contender;
import dev.coordinator.server.lease.Cordon;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Dispute;
import dev.coordinator.server.lease.DrainCause;
import dev.coordinator.server.lease.Epoch;
import dev.coordinator.server.lease.Eviction;
import dev.coordinator.server.lease.Grip;
import dev.coordinator.server.lease.Handle;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.Info;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.LostEpochs;
import dev.coordinator.server.lease.NextCheckIn;
import dev.coordinator.server.lease.Occupant;
import dev.coordinator.server.lease.Operation;
import dev.coordinator.server.lease.Pause;
import dev.coordinator.server.lease.PoolImage;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.PoolSettings;
import dev.coordinator.server.lease.Presence;
import dev.coordinator.server.lease.PrimaryView;
import dev.coordinator.server.lease.Profile;
import dev.coordinator.server.lease.Refusal;
import dev.coordinator.server.lease.Reign;
import dev.coordinator.server.lease.Role;
import dev.coordinator.server.lease.RoleReason;
import dev.coordinator.server.lease.SeatImage;
import dev.coordinator.server.lease.SettingsChange;
import dev.coordinator.server.lease.Stamp;
import dev.coordinator.server.lease.StateImage;
import dev.coordinator.server.lease.Tenure;
import dev.coordinator.server.lease.Trigger;
import dev.coordinator.server.lease.Violation;
import dev.coordinator.server.roster.Address;
import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.Member;
import dev.coordinator.server.roster.NextRoster;
import dev.coordinator.server.roster.NodeChange;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.roster.RecordedChange;
import dev.coordinator.server.roster.Registry;
import dev.coordinator.server.roster.Requester;
import dev.coordinator.server.roster.Roster;
import dev.coordinator.server.roster.Standing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Values of every kind, the same for ever: each field is other than its default in one of them, and absent in another. */
final class FixedValues {

    static final long WALL = 1_700_000_000_000L;
    static final PoolName POOL = new PoolName("billing");
    static final InstanceId A = new InstanceId("a");
    static final InstanceId B = new InstanceId("b");
    private static final InstanceId C = new InstanceId("c");
    private static final Incarnation RUN = new Incarnation(0x1122334455667788L);
    private static final Incarnation DEAD = new Incarnation(-2);
    private static final Actor ACTOR = new Actor("ops", "größeres Update");
    private static final Profile PROFILE =
            new Profile(true, "", -3, "10.0.0.1:80", labels(), Info.of("{}".getBytes(StandardCharsets.UTF_8)));
    private static final Occupant OWNER = new Occupant(RUN, "10.0.0.1:80");
    private static final Occupant OTHER = new Occupant(DEAD, "10.0.0.2:80");
    static final Trigger TRIGGER = new Trigger(ChangeCause.EXPIRED, ACTOR, 4);
    static final Trigger PLAIN_TRIGGER = new Trigger(ChangeCause.FIRST, Actor.NONE, 0);

    private FixedValues() {}

    private static SortedMap<String, String> labels() {
        SortedMap<String, String> labels = new TreeMap<>();
        labels.put("zone", "a");
        labels.put("größe", "1");
        return labels;
    }

    static final Roster ROSTER = new Roster(
            12,
            List.of(
                    new Member(
                            new NodeId("n1"),
                            FolderId.FIRST,
                            new Address("n1.example.net", 7400),
                            new Address("10.0.0.1", 7401),
                            Standing.MEMBER),
                    new Member(
                            new NodeId("n2"),
                            new FolderId(1_234_567_890),
                            new Address("2001:db8::2", 7400),
                            new Address("n2", 7401),
                            Standing.LEAVING)));

    static Group everyCommand() {
        Command checkIn =
                new Command.CheckIn(POOL, A, RUN, List.of(DEAD), 77, 1, PROFILE, Holding.NOTHING, false, true);
        Command bare = new Command.CheckIn(
                POOL,
                B,
                Incarnation.BARE,
                List.of(),
                0,
                0,
                Profile.PLAIN.withElectable(false, "warming up"),
                Holding.UNSAID,
                true,
                false);
        return new Group(
                new Stamp(new ClusterTime(5_000), WALL),
                List.of(
                        new Command.SetPoolSettings(POOL, everySetting(), ACTOR),
                        new Command.SetPoolSettings(POOL, SettingsChange.NONE, Actor.NONE),
                        checkIn,
                        new Command.Renewal(new Handle(1), 2, new Holding.Claim(1)),
                        new Command.Renewal(new Handle(99), 3, Holding.UNSAID),
                        bare,
                        new Command.Barrier(),
                        new Command.Leave(POOL, C, RUN, 9),
                        operate(new Operation.Switchover(Optional.of(B))),
                        operate(new Operation.Switchover(Optional.empty())),
                        operate(new Operation.Failover(Optional.of(B), true)),
                        operate(new Operation.Failover(Optional.empty(), false)),
                        operate(new Operation.CallOff()),
                        operate(new Operation.Pause(OptionalLong.of(60_000))),
                        operate(new Operation.Pause(OptionalLong.empty())),
                        operate(new Operation.Resume()),
                        operate(new Operation.Cordon(A, OptionalLong.of(30_000))),
                        operate(new Operation.Cordon(A, OptionalLong.empty())),
                        operate(new Operation.Uncordon(A)),
                        new Command.Operate(POOL, new Operation.Delete(), Actor.NONE),
                        operate(new Operation.Evict(A, Optional.of(RUN))),
                        operate(new Operation.Evict(A, Optional.empty())),
                        operate(new Operation.Schedule(Optional.of(B), WALL + 60_000)),
                        operate(new Operation.Schedule(Optional.empty(), WALL + 60_000)),
                        operate(new Operation.Unschedule())),
                Optional.of(NextRoster.first(ROSTER)));
    }

    private static final NodeChange ADDED = new NodeChange(
            NodeChange.Kind.ADDED,
            new Member(
                    new NodeId("n2"),
                    new FolderId(1_234_567_890),
                    new Address("2001:db8::2", 7400),
                    new Address("n2", 7401),
                    Standing.JOINING),
            new Requester("ops from 10.0.0.9", "größere Platte"));

    private static Command operate(Operation operation) {
        return new Command.Operate(POOL, operation, ACTOR);
    }

    private static SettingsChange everySetting() {
        return new SettingsChange(
                OptionalLong.of(10_000),
                OptionalLong.of(60_000),
                OptionalLong.of(6_000),
                OptionalLong.of(3_600_000),
                OptionalLong.of(500_000),
                OptionalInt.of(2),
                OptionalLong.of(5_000),
                OptionalLong.of(20_000),
                Optional.of(true),
                OptionalLong.of(90_000));
    }

    /** A pool in each tenure, the first with all that a pool can have, and two nodes. */
    static Image everyImage() {
        return new Image(everyState(), Registry.of(ROSTER));
    }

    /** A roster that somebody asked for. */
    static Group changeOfNodes() {
        return new Group(
                new Stamp(new ClusterTime(6_000), WALL + 5),
                List.of(),
                Optional.of(new NextRoster(ROSTER, Optional.of(ADDED))));
    }

    /** Nothing but the nodes, and how they came to be these. */
    static Image historyOfNodes() {
        StateImage empty = new StateImage(ClusterTime.ZERO, WALL, ClusterTime.ZERO, 0, 0, 0, List.of(), List.of());
        Member second = ROSTER.member(new NodeId("n2")).orElseThrow();
        NodeChange joined = new NodeChange(NodeChange.Kind.JOINED, second.standing(Standing.MEMBER), Requester.NONE);
        return new Image(
                empty,
                new Registry(
                        ROSTER,
                        List.of(new RecordedChange(11, WALL, ADDED), new RecordedChange(12, WALL + 9, joined))));
    }

    private static StateImage everyState() {
        Reign reign = new Reign(A, RUN, new Epoch(7), new ClusterTime(1_000), WALL + 1);
        Tenure.Held held = new Tenure.Held(reign, new ClusterTime(61_000), true);
        Tenure.Vacant vacant = new Tenure.Vacant(new ClusterTime(2_000), TRIGGER, Optional.of(B));
        ClusterTime callOff = new ClusterTime(21_000);
        return new StateImage(
                new ClusterTime(5_000),
                WALL,
                new ClusterTime(10_805_000),
                7,
                12,
                3,
                List.of(new LostEpochs(2, 4), new LostEpochs(5, 6)),
                List.of(
                        fullPool(new Tenure.Draining(held, DrainCause.SWITCHOVER, TRIGGER, Optional.of(B), callOff)),
                        plainPool("bootstrapping", new Tenure.Bootstrapping(new ClusterTime(500))),
                        plainPool("deleted", new Tenure.Deleted(reign, new ClusterTime(61_000))),
                        plainPool("designated", new Tenure.Designated(B, DEAD, vacant)),
                        plainPool(
                                "draining",
                                new Tenure.Draining(
                                        held, DrainCause.FAILBACK, PLAIN_TRIGGER, Optional.empty(), ClusterTime.NEVER)),
                        plainPool("held", held),
                        plainPool("quiet", new Tenure.Quiet(new ClusterTime(10_805_000), TRIGGER)),
                        plainPool("vacant", vacant),
                        plainPool(
                                "vacant-plainly",
                                new Tenure.Vacant(ClusterTime.ZERO, PLAIN_TRIGGER, Optional.empty()))));
    }

    private static PoolImage plainPool(String name, Tenure tenure) {
        return new PoolImage(
                new PoolName(name),
                SettingsChange.NONE,
                tenure,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ClusterTime.ZERO,
                List.of(),
                List.of(),
                List.of());
    }

    private static PoolImage fullPool(Tenure tenure) {
        return new PoolImage(
                POOL,
                everySetting(),
                tenure,
                Optional.of(A),
                Optional.of(new Pause(ClusterTime.NEVER, WALL + 2, ACTOR)),
                Optional.of(new Appointment(Optional.of(B), new ClusterTime(65_000), WALL + 60_000, WALL + 11, ACTOR)),
                new ClusterTime(30_000),
                List.of(
                        new Alarm(B, OTHER, 6, Optional.of(A), WALL + 3),
                        new Alarm(C, OWNER, 1L << 40, Optional.empty(), WALL + 4)),
                List.of(grant(), settingsChanged()),
                List.of(fullSeat(), plainSeat()));
    }

    private static Change grant() {
        return new Change(
                POOL,
                ChangeKind.GRANTED,
                TRIGGER,
                Optional.of(B),
                Optional.of(A),
                7,
                WALL + 5,
                12_000,
                List.of(
                        new Candidate(A, Candidate.Verdict.CHOSEN),
                        new Candidate(B, Candidate.Verdict.NOT_THE_TARGET)));
    }

    private static Change settingsChanged() {
        return new Change(
                POOL,
                ChangeKind.SETTINGS_CHANGED,
                new Trigger(ChangeCause.REQUESTED, ACTOR, 0),
                Optional.empty(),
                Optional.empty(),
                0,
                WALL + 6,
                0,
                List.of());
    }

    private static SeatImage fullSeat() {
        return new SeatImage(
                A,
                RUN,
                List.of(DEAD, new Incarnation(5)),
                List.of(new Contender(new Incarnation(6), 8)),
                List.of(100L, 200L),
                PROFILE,
                new Handle(12),
                13,
                4_000,
                14_000,
                3_000,
                3_500,
                4_500,
                6,
                2,
                Presence.LIVE,
                Optional.of(new Cordon(new ClusterTime(35_000), WALL + 7, ACTOR)),
                Optional.of(new Dispute(OWNER, OTHER, WALL + 8)),
                Optional.of(new Eviction(DEAD, new ClusterTime(4_700), WALL + 10, ACTOR)));
    }

    private static SeatImage plainSeat() {
        return new SeatImage(
                B,
                Incarnation.BARE,
                List.of(),
                List.of(),
                List.of(),
                Profile.PLAIN.withElectable(false, "warming up"),
                Handle.NONE,
                0,
                0,
                0,
                0,
                -1,
                0,
                0,
                0,
                Presence.LEFT,
                Optional.of(new Cordon(ClusterTime.NEVER, WALL + 9, Actor.NONE)),
                Optional.empty(),
                Optional.empty());
    }

    static Outcomes everyDecision() {
        return new Outcomes.Decided(
                77,
                List.of(
                        fullAnswer(),
                        plainAnswer(),
                        new Decision.Departed(Optional.of(new Epoch(7))),
                        new Decision.Departed(Optional.empty()),
                        Decision.PASSED,
                        new Decision.SettingsInForce(everySetting().effective()),
                        new Decision.SettingsInForce(PoolSettings.DEFAULT),
                        new Decision.Operated(Optional.of(A), Optional.of(B), OptionalLong.of(20_000)),
                        new Decision.Operated(Optional.empty(), Optional.empty(), OptionalLong.empty()),
                        new Decision.Refused(
                                Refusal.OUT_OF_RANGE, List.of(new Violation("for_ms", "1 to 2", "größer")))));
    }

    private static Decision fullAnswer() {
        return new Decision.Answer(
                POOL,
                A,
                Role.DRAINING,
                RoleReason.HANDOVER,
                new Grip(Optional.of(new Epoch(7)), 48_000),
                new NextCheckIn(1_000, true),
                OptionalLong.of(20_000),
                Optional.of(new PrimaryView(A, new Epoch(7), WALL, "10.0.0.1:80", labels(), true)),
                List.of(B, C),
                true,
                13,
                8,
                new Handle(12),
                Optional.of(OTHER));
    }

    private static Decision plainAnswer() {
        return new Decision.Answer(
                POOL,
                B,
                Role.PRIMARY,
                RoleReason.GRANTED,
                Grip.NONE,
                new NextCheckIn(10_000, false),
                OptionalLong.empty(),
                Optional.empty(),
                List.of(),
                false,
                0,
                0,
                Handle.NONE,
                Optional.empty());
    }
}
