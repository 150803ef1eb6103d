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
import dev.coordinator.server.lease.Dispute;
import dev.coordinator.server.lease.DrainCause;
import dev.coordinator.server.lease.Epoch;
import dev.coordinator.server.lease.Eviction;
import dev.coordinator.server.lease.Handle;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.Info;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.LostEpochs;
import dev.coordinator.server.lease.Occupant;
import dev.coordinator.server.lease.Operation;
import dev.coordinator.server.lease.Pause;
import dev.coordinator.server.lease.PoolImage;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.Presence;
import dev.coordinator.server.lease.Profile;
import dev.coordinator.server.lease.Reign;
import dev.coordinator.server.lease.SeatImage;
import dev.coordinator.server.lease.SettingsChange;
import dev.coordinator.server.lease.Stamp;
import dev.coordinator.server.lease.StateImage;
import dev.coordinator.server.lease.Tenure;
import dev.coordinator.server.lease.Trigger;
import dev.coordinator.server.outbox.Advance;
import dev.coordinator.server.outbox.OutboxImage;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Values of every kind that the log and the images carry; the same seed gives the same ones. */
public final class AnyValues {

    private static final String NAME_CHARACTERS = "abcXYZ019._:/-";
    private static final String[] TEXTS = {"", "a", "10.0.0.1:80", "größer", "日本", "\u0000", "🙂", "ﬁ\uE000"};

    private final Random random;

    public AnyValues(long seed) {
        random = new Random(seed);
    }

    public Group group() {
        ClusterTime stamp = new ClusterTime(time().millis() % Stamp.LIMIT_MILLIS);
        return new Group(
                new Stamp(stamp, random.nextLong()),
                list(20, this::command),
                maybe(this::nextRoster),
                random.nextInt(4) == 0 ? new AnyOutbox(this, random).advance() : Advance.NONE);
    }

    public Command command() {
        return switch (random.nextInt(7)) {
            case 0 -> checkIn();
            case 1 -> leave();
            case 2 -> new Command.Barrier();
            case 3 -> new Command.SetPoolSettings(pool(), settings(), actor());
            case 4 -> new Command.Operate(pool(), operation(), actor());
            default -> new Command.Renewal(handle(), random.nextLong(), holding());
        };
    }

    public Operation operation() {
        return switch (random.nextInt(11)) {
            case 0 -> new Operation.Switchover(maybe(this::instance));
            case 1 -> new Operation.Failover(maybe(this::instance), random.nextBoolean());
            case 2 -> new Operation.CallOff();
            case 3 -> new Operation.Pause(maybeLong());
            case 4 -> new Operation.Resume();
            case 5 -> new Operation.Cordon(instance(), maybeLong());
            case 6 -> new Operation.Uncordon(instance());
            case 8 -> new Operation.Schedule(maybe(this::instance), random.nextLong());
            case 9 -> new Operation.Unschedule();
            case 7 -> new Operation.Evict(instance(), maybe(this::incarnation));
            default -> new Operation.Delete();
        };
    }

    private Actor actor() {
        return random.nextInt(3) == 0 ? Actor.NONE : new Actor(text(), text());
    }

    private Command checkIn() {
        Incarnation run = incarnation();
        return new Command.CheckIn(
                pool(),
                instance(),
                run,
                list(3, this::incarnation),
                random.nextLong(),
                run.isBare() ? 0 : positive(),
                profile(),
                holding(),
                random.nextBoolean(),
                random.nextBoolean());
    }

    private Command leave() {
        Incarnation run = incarnation();
        return new Command.Leave(pool(), instance(), run, run.isBare() ? 0 : positive());
    }

    public Holding holding() {
        return switch (random.nextInt(3)) {
            case 0 -> Holding.UNSAID;
            case 1 -> Holding.NOTHING;
            default -> new Holding.Claim(positive());
        };
    }

    /** Of one node at most on its way in or out. */
    private Roster roster() {
        TreeMap<NodeId, Member> members = new TreeMap<>();
        int changing = random.nextInt(6);
        for (int i = 0; i < random.nextInt(Roster.MOST_MEMBERS); i++) {
            NodeId id = new NodeId("n" + i);
            Standing standing = i == changing ? any(Standing.class) : Standing.MEMBER;
            Address api = new Address("host" + i, 1 + random.nextInt(65_535));
            Address raft = new Address("10.0.0." + i, 1 + random.nextInt(65_535));
            members.put(id, new Member(id, FolderId.draw(random), api, raft, standing));
        }
        return new Roster(1 + (positive() >>> 1), members.values());
    }

    private NextRoster nextRoster() {
        return new NextRoster(roster(), maybe(this::nodeChange));
    }

    private NodeChange nodeChange() {
        Address api = new Address("host", 1 + random.nextInt(65_535));
        Address raft = new Address("10.0.0.9", 1 + random.nextInt(65_535));
        Member member = new Member(new NodeId("n9"), FolderId.draw(random), api, raft, any(Standing.class));
        Actor actor = actor();
        return new NodeChange(any(NodeChange.Kind.class), member, new Requester(actor.name(), actor.comment()));
    }

    private RecordedChange recorded() {
        return new RecordedChange(positive(), random.nextLong(), nodeChange());
    }

    public Image image() {
        return new Image(
                state(),
                random.nextInt(4) == 0 ? Registry.NONE : new Registry(roster(), list(5, this::recorded)),
                random.nextInt(4) == 0 ? OutboxImage.NONE : new AnyOutbox(this, random).image());
    }

    private StateImage state() {
        TreeMap<PoolName, PoolImage> pools = new TreeMap<>();
        list(5, this::poolImage).forEach(pool -> pools.put(pool.name(), pool));
        return new StateImage(
                time(),
                random.nextLong(),
                time(),
                positive(),
                positive(),
                positive(),
                list(3, () -> new LostEpochs(positive(), positive())),
                List.copyOf(pools.values()));
    }

    private PoolImage poolImage() {
        PoolName name = pool();
        TreeMap<InstanceId, SeatImage> seats = new TreeMap<>();
        list(6, this::seat).forEach(seat -> seats.put(seat.id(), seat));
        return new PoolImage(
                name,
                settings(),
                tenure(),
                maybe(this::instance),
                maybe(() -> new Pause(time(), random.nextLong(), actor())),
                maybe(() ->
                        new Appointment(maybe(this::instance), time(), random.nextLong(), random.nextLong(), actor())),
                time(),
                list(3, this::alarm),
                list(6, () -> change(name)),
                List.copyOf(seats.values()));
    }

    public Tenure tenure() {
        Tenure.Vacant vacant = new Tenure.Vacant(time(), trigger(), maybe(this::instance));
        Tenure.Held held = new Tenure.Held(reign(), time(), random.nextBoolean());
        return switch (random.nextInt(7)) {
            case 0 -> new Tenure.Bootstrapping(time());
            case 1 -> vacant;
            case 2 -> new Tenure.Designated(instance(), incarnation(), vacant);
            case 3 -> held;
            case 4 -> new Tenure.Draining(held, any(DrainCause.class), trigger(), maybe(this::instance), time());
            case 5 -> new Tenure.Quiet(time(), trigger());
            default -> new Tenure.Deleted(reign(), time());
        };
    }

    private Reign reign() {
        return new Reign(instance(), incarnation(), epoch(), time(), random.nextLong());
    }

    private Trigger trigger() {
        return new Trigger(any(ChangeCause.class), actor(), random.nextInt());
    }

    private Alarm alarm() {
        return new Alarm(instance(), occupant(), random.nextLong(), maybe(this::instance), random.nextLong());
    }

    Occupant occupant() {
        return new Occupant(incarnation(), text());
    }

    public Change change(PoolName pool) {
        return new Change(
                pool,
                any(ChangeKind.class),
                trigger(),
                maybe(this::instance),
                maybe(this::instance),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                list(Change.MOST_CANDIDATES, () -> new Candidate(instance(), any(Candidate.Verdict.class))));
    }

    private SeatImage seat() {
        return new SeatImage(
                instance(),
                incarnation(),
                list(3, this::incarnation),
                list(3, () -> new Contender(incarnation(), random.nextLong())),
                list(3, random::nextLong),
                profile(),
                handle(),
                positive(),
                positive(),
                positive(),
                positive(),
                random.nextBoolean() ? -1 : positive(),
                positive(),
                positive(),
                positive(),
                any(Presence.class),
                maybe(() -> new Cordon(time(), random.nextLong(), actor())),
                maybe(() -> new Dispute(occupant(), occupant(), random.nextLong())),
                maybe(() -> new Eviction(incarnation(), time(), random.nextLong(), actor())));
    }

    Profile profile() {
        byte[] info = new byte[random.nextInt(20)];
        random.nextBytes(info);
        return new Profile(random.nextBoolean(), text(), random.nextInt(), text(), labels(), Info.of(info));
    }

    SortedMap<String, String> labels() {
        SortedMap<String, String> labels = new TreeMap<>(Comparator.naturalOrder());
        list(4, this::text).forEach(key -> labels.put(key, text()));
        return labels;
    }

    public SettingsChange settings() {
        return new SettingsChange(
                maybeLong(),
                maybeLong(),
                maybeLong(),
                maybeLong(),
                maybeLong(),
                random.nextBoolean() ? OptionalInt.of(random.nextInt()) : OptionalInt.empty(),
                maybeLong(),
                maybeLong(),
                maybe(random::nextBoolean),
                maybeLong());
    }

    OptionalLong maybeLong() {
        return random.nextBoolean() ? OptionalLong.of(number()) : OptionalLong.empty();
    }

    PoolName pool() {
        return new PoolName(name());
    }

    InstanceId instance() {
        return new InstanceId(name());
    }

    private String name() {
        StringBuilder name = new StringBuilder("n");
        for (int i = random.nextInt(12); i > 0; i--) {
            name.append(NAME_CHARACTERS.charAt(random.nextInt(NAME_CHARACTERS.length())));
        }
        return name.append('z').toString();
    }

    Incarnation incarnation() {
        return random.nextInt(4) == 0 ? Incarnation.BARE : new Incarnation(random.nextLong());
    }

    Handle handle() {
        return new Handle(positive());
    }

    Epoch epoch() {
        return new Epoch(1 + (positive() & (Epoch.LIMIT - 1)) % (Epoch.LIMIT - 1));
    }

    ClusterTime time() {
        return new ClusterTime(positive());
    }

    String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    /** Any number, small and extreme ones often. */
    long number() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(200);
            case 1 -> Long.MIN_VALUE + random.nextInt(2);
            case 2 -> Long.MAX_VALUE - random.nextInt(2);
            default -> random.nextLong();
        };
    }

    long positive() {
        long number = number();
        return number == Long.MIN_VALUE ? 1 : Math.max(1, Math.abs(number));
    }

    boolean bool() {
        return random.nextBoolean();
    }

    <E extends Enum<E>> E any(Class<E> type) {
        E[] constants = type.getEnumConstants();
        return constants[random.nextInt(constants.length)];
    }

    <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    <T> List<T> list(int most, Supplier<T> value) {
        List<T> values = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            values.add(value.get());
        }
        return values;
    }
}
