package dev.coordinator.server.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * A random walk through entries of the log: a few processes, honest or not, in two pools, and steps of time that like
 * the moments at which something is due.
 */
final class Walk {

    static final PoolName POOL = new PoolName("p");
    private static final PoolName OTHER = new PoolName("q");
    private static final Actor OPERATOR = new Actor("ops", "random");
    private static final int PROCESSES = 9;
    private static final long[] STEPS = {
        -700, 0, 0, 1, 50, 50, 333, 1_000, 5_000, 5_000, 10_000, 15_000, 30_000, 120_000
    };

    private final SplittableRandom random;
    private final List<Program> processes = new ArrayList<>();

    Walk(long seed) {
        random = new SplittableRandom(seed);
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(new Program(i));
        }
    }

    boolean chance(int inHundred) {
        return random.nextInt(100) < inHundred;
    }

    /** The stamp of the next entry. */
    Stamp next(LeaseMachine machine) {
        long now = machine.time().millis();
        long step = STEPS[random.nextInt(STEPS.length)];
        Optional<ClusterTime> due = machine.nextDue();
        if (due.isPresent() && chance(30)) {
            step = due.get().millis() - now + random.nextInt(3) - 1;
        } else if (chance(1)) {
            step = 24 * 3_600_000L;
        }
        return new Stamp(new ClusterTime(Math.max(0, now + step)), random.nextInt(1_000) + (chance(10) ? 500_000 : 0));
    }

    List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            int roll = random.nextInt(100);
            commands.add(
                    roll < 4
                            ? set()
                            : roll < 12
                                    ? operate()
                                    : processes.get(random.nextInt(PROCESSES)).speaks());
        }
        return commands;
    }

    void answered(List<Command> commands, List<Decision> decisions) {
        for (int i = 0; i < commands.size(); i++) {
            if (decisions.get(i) instanceof Decision.Answer answer && !chance(15)) {
                hears(commands.get(i), answer);
            }
        }
    }

    private void hears(Command command, Decision.Answer answer) {
        if (command instanceof Command.CheckIn checkIn) {
            processes.stream()
                    .filter(process -> process.run.equals(checkIn.incarnation())
                            && process.id.equals(checkIn.instance())
                            && process.pool.equals(checkIn.pool()))
                    .forEach(process -> process.hears(answer));
        }
    }

    /** An honest instance that was not there before. */
    static Command newcomer(long seq) {
        return new Command.CheckIn(
                POOL,
                new InstanceId("newcomer"),
                new Incarnation(7),
                List.of(),
                0,
                seq,
                Profile.PLAIN,
                Holding.NOTHING,
                false,
                true);
    }

    private Command set() {
        long interval = random.nextBoolean() ? 30_000 : random.nextLong(90, 2_000);
        long ttl = interval * random.nextLong(2, 7);
        return new Command.SetPoolSettings(
                pool(),
                new SettingsChange(
                        maybe(interval),
                        maybe(ttl),
                        chance(20) ? OptionalLong.of(ttl / 5) : OptionalLong.empty(),
                        maybe(ttl * random.nextLong(1, 5)),
                        chance(20) ? OptionalLong.of(random.nextLong(0, 600_000)) : OptionalLong.empty(),
                        chance(30) ? OptionalInt.of(random.nextInt(1, 4)) : OptionalInt.empty(),
                        chance(30) ? OptionalLong.of(random.nextLong(0, 60_000)) : OptionalLong.empty(),
                        chance(50) ? OptionalLong.of(random.nextLong(100, 60_000)) : OptionalLong.empty(),
                        chance(50) ? Optional.of(chance(80)) : Optional.empty(),
                        chance(70) ? OptionalLong.of(random.nextLong(0, 40_000)) : OptionalLong.empty()),
                Actor.NONE);
    }

    private Command operate() {
        return new Command.Operate(pool(), operation(), OPERATOR);
    }

    private Operation operation() {
        return switch (random.nextInt(15)) {
            case 0 -> new Operation.Pause(briefly());
            case 1 -> new Operation.Resume();
            case 2 -> new Operation.Cordon(anyone(), briefly());
            case 3 -> new Operation.Uncordon(anyone());
            case 4 -> new Operation.CallOff();
            case 5 -> new Operation.Failover(anyoneOrNoOne(), chance(30));
            case 6, 7 -> new Operation.Evict(anyone(), chance(30) ? anyRun() : Optional.empty());
            case 8, 9 -> new Operation.Schedule(anyoneOrNoOne(), random.nextLong(0, 200_000));
            case 10 -> chance(50) ? new Operation.Unschedule() : new Operation.Schedule(Optional.empty(), 1L << 40);
            case 11 -> chance(30) ? new Operation.Delete() : new Operation.Resume();
            default -> new Operation.Switchover(anyoneOrNoOne());
        };
    }

    private Optional<Incarnation> anyRun() {
        return Optional.of(processes.get(random.nextInt(PROCESSES)).run).filter(run -> !run.isBare());
    }

    private OptionalLong briefly() {
        return chance(70) ? OptionalLong.of(chance(5) ? 0 : random.nextLong(1, 100_000)) : OptionalLong.empty();
    }

    private InstanceId anyone() {
        return new InstanceId(String.valueOf((char) ('a' + random.nextInt(5))));
    }

    private Optional<InstanceId> anyoneOrNoOne() {
        return chance(50) ? Optional.of(anyone()) : Optional.empty();
    }

    /** What an operator does when the cluster was restored from this. */
    Recovery recovery(StateImage stored) {
        return new Recovery(stored.newestWallMillis() + random.nextInt(3), 0, chance(50), OPERATOR);
    }

    private OptionalLong maybe(long value) {
        return chance(80) ? OptionalLong.of(value) : OptionalLong.empty();
    }

    private PoolName pool() {
        return chance(80) ? POOL : OTHER;
    }

    /** One process: it restarts, forgets, repeats, claims what isn't its own, and is mostly honest. */
    private final class Program {
        private final PoolName pool;
        private final InstanceId id;
        private final boolean bare;
        private final List<Incarnation> earlier = new ArrayList<>();
        private Incarnation run = Incarnation.BARE;
        private Handle handle = Handle.NONE;
        private long seq;
        private long nonce;
        private long epoch;

        Program(int number) {
            pool = number < 7 ? POOL : OTHER;
            id = new InstanceId(String.valueOf((char) ('a' + number % 4)));
            bare = number == 2 || number == 5;
            restarts();
        }

        private void restarts() {
            earlier.add(run);
            run = bare ? Incarnation.BARE : new Incarnation(random.nextLong(1, 1_000_000));
            seq = 0;
            epoch = 0;
        }

        Command speaks() {
            if (chance(5)) {
                restarts();
            }
            seq += bare ? 0 : chance(90) || seq == 0 ? 1 : 0;
            if (!handle.isNone() && chance(40)) {
                return new Command.Renewal(chance(95) ? handle : new Handle(random.nextInt(20)), seq, holding());
            }
            if (chance(6)) {
                return new Command.Leave(pool, id, run, seq);
            }
            Profile profile = Profile.PLAIN
                    .withElectable(!chance(12), "")
                    .withPriority(id.value().equals("b") ? 1 : 0);
            return new Command.CheckIn(pool, id, run, named(), nonce, seq, profile, holding(), chance(7), !chance(10));
        }

        private List<Incarnation> named() {
            return chance(20) ? earlier.subList(Math.max(0, earlier.size() - 3), earlier.size()) : List.of();
        }

        private Holding holding() {
            int roll = random.nextInt(100);
            if (roll < 20) {
                return Holding.UNSAID;
            }
            if (roll < 25) {
                return Holding.NOTHING;
            }
            return roll < 32 ? new Holding.Claim(random.nextLong(1, 40)) : Holding.of(epoch);
        }

        void hears(Decision.Answer answer) {
            nonce = answer.nonce();
            handle = answer.handle();
            epoch = answer.grip().epoch().map(Epoch::number).orElse(0L);
        }
    }
}
