package dev.coordinator.server.lease;

import java.util.List;
import java.util.Optional;

/** What one entry's commands do, one after the other. */
final class Commands {

    private final Turn turn;
    private final Pools pools;
    private final Registry registry;

    Commands(Turn turn, Pools pools) {
        this.turn = turn;
        this.pools = pools;
        this.registry = turn.registry();
    }

    Decision decide(Command command) {
        if (command instanceof Command.Renewal renewal) {
            return renew(renewal);
        }
        if (command instanceof Command.CheckIn checkIn) {
            return checkIn(checkIn);
        }
        if (command instanceof Command.Leave leave) {
            return leave(leave);
        }
        if (command instanceof Command.SetPoolSettings change) {
            return set(change);
        }
        if (command instanceof Command.Operate operate) {
            return operate(operate);
        }
        return Decision.PASSED;
    }

    private Decision renew(Command.Renewal renewal) {
        Optional<Seat> known = registry.seat(renewal.handle());
        if (known.isEmpty()) {
            return Decision.Refused.of(
                    Refusal.UNKNOWN_HANDLE,
                    "handle",
                    "a handle given by this cluster",
                    Long.toString(renewal.handle().number()));
        }
        Seat seat = known.get();
        if (renewal.seq() <= seat.seq()) {
            return staleSequence(renewal.seq(), seat);
        }
        return counted(seat, renewal.seq(), new Word(renewal.holding(), false, false));
    }

    private Decision checkIn(Command.CheckIn checkIn) {
        Optional<Pool> known = pools.find(checkIn.pool());
        boolean isThere =
                known.filter(pool -> !(pool.tenure() instanceof Tenure.Deleted)).isPresent();
        if (!isThere && !checkIn.mayCreatePool()) {
            return unknownPool(checkIn.pool());
        }
        if (known.isEmpty() && pools.size() >= pools.limits().pools()) {
            return limitReached("pool", pools.limits().pools() + " pools", pools.size());
        }
        if (known.isPresent()
                && known.get().seat(checkIn.instance()).isEmpty()
                && known.get().seats().size() >= pools.limits().instancesPerPool()) {
            return limitReached(
                    "instance_id",
                    pools.limits().instancesPerPool() + " instances a pool",
                    known.get().seats().size());
        }
        Pool pool = known.orElseGet(() -> pools.create(turn, checkIn.pool()));
        Seat seat = pool.seat(checkIn.instance()).orElseGet(() -> pool.addSeat(turn, checkIn.instance()));
        return checkIn(pool, seat, checkIn);
    }

    private Decision checkIn(Pool pool, Seat seat, Command.CheckIn checkIn) {
        SeatClaim claim = SeatClaim.of(pool, seat, checkIn);
        return switch (claim) {
            case MUST_IDENTIFY ->
                Decision.Refused.of(
                        Refusal.INCARNATION_REQUIRED,
                        "incarnation",
                        "that of the run that has the seat",
                        checkIn.incarnation().toString());
            case WAS_REPLACED -> {
                diagnoseDuplicate(pool, seat, checkIn);
                yield answer(seat, Standing.superseded(RoleReason.REPLACED), checkIn.seq(), 0);
            }
            case HAS_LEFT -> answer(seat, Standing.superseded(RoleReason.LEFT), checkIn.seq(), 0);
            case WAS_EVICTED -> answer(seat, Standing.superseded(RoleReason.EVICTED), checkIn.seq(), 0);
            case MUST_PROVE -> {
                long nonce = seat.runs().challenge(checkIn.incarnation(), registry.newNonce());
                yield answer(seat, Standing.standby(RoleReason.PROVE_INCARNATION), checkIn.seq(), nonce);
            }
            case TAKES_IT -> {
                takeSeat(pool, seat, checkIn);
                yield report(seat, checkIn);
            }
            case HAS_IT ->
                !seat.incarnation().isBare() && checkIn.seq() <= seat.seq()
                        ? staleSequence(checkIn.seq(), seat)
                        : report(seat, checkIn);
        };
    }

    private void takeSeat(Pool pool, Seat seat, Command.CheckIn checkIn) {
        Occupant before = seat.occupant();
        seat.runs().take(checkIn.incarnation());
        if (checkIn.incarnation().isBare()) {
            registry.takeHandle(seat);
        } else {
            registry.giveHandle(seat);
        }
        if (!before.incarnation().isBare()) {
            Occupant after =
                    new Occupant(checkIn.incarnation(), checkIn.profile().address());
            noteRuns(pool, seat, ChangeKind.SEAT_TAKEN, after + " replaces " + before);
        }
    }

    /** A run that has lost the seat is still there, beside the one that took it. */
    private void diagnoseDuplicate(Pool pool, Seat seat, Command.CheckIn checkIn) {
        Occupant other = new Occupant(checkIn.incarnation(), checkIn.profile().address());
        if (!seat.hasLeft() && seat.disputes(other, turn.wallMillis())) {
            noteRuns(pool, seat, ChangeKind.DUPLICATE_ID, other + " checks in beside " + seat.occupant());
        }
    }

    private void noteRuns(Pool pool, Seat seat, ChangeKind kind, String words) {
        Optional<InstanceId> id = Optional.of(seat.id());
        pool.note(turn, kind, Trigger.said(ChangeCause.NONE, words), id, id, 0);
    }

    private Decision report(Seat seat, Command.CheckIn checkIn) {
        seat.report(checkIn.profile());
        if (seat.handle().isNone() && !seat.incarnation().isBare()) {
            registry.giveHandle(seat);
        }
        seat.runs().retire(checkIn.supersedes());
        boolean succeeds = endsReignOfTheDead(seat, checkIn);
        if (succeeds) {
            boolean wasToMove = seat.pool().tenure() instanceof Tenure.Draining draining
                    && draining.cause() != DrainCause.UNELECTABLE;
            Succession succession = new Succession(turn, seat.pool());
            succession.endReign(Trigger.of(ChangeCause.SUPERSEDED));
            if (wasToMove) {
                succession.yieldForAnInterval(seat);
            }
        }
        return counted(seat, checkIn.seq(), new Word(checkIn.holding(), checkIn.release(), succeeds));
    }

    /** Whether the lease is held by a run of this instance that the new one certifies as dead. */
    private static boolean endsReignOfTheDead(Seat seat, Command.CheckIn checkIn) {
        return seat.pool()
                .held()
                .map(Tenure.Held::reign)
                .map(held -> held.primary().equals(seat.id())
                        && !held.incarnation().isBare()
                        && !held.incarnation().equals(seat.incarnation())
                        && checkIn.supersedes().contains(held.incarnation()))
                .orElse(false);
    }

    private Decision counted(Seat seat, long seq, Word word) {
        Pool pool = seat.pool();
        boolean onlyLater = seat.isLive()
                && pool.tenure() instanceof Tenure.Held
                && !pool.settings().failback();
        seat.applied(seq);
        seat.seen(turn.now());
        Standing standing = new CheckIns(turn, seat, word).hear();
        Decision answer = answer(seat, standing, seq, 0);
        if (!onlyLater || !(pool.tenure() instanceof Tenure.Held)) {
            pools.keep(turn, pool);
        }
        return answer;
    }

    private Decision leave(Command.Leave leave) {
        Optional<Pool> known = pools.find(leave.pool());
        if (known.isEmpty()) {
            return unknownPool(leave.pool());
        }
        Pool pool = known.get();
        Optional<Seat> remembered = pool.seat(leave.instance());
        if (remembered.isEmpty()) {
            return Decision.Refused.of(
                    Refusal.UNKNOWN_INSTANCE,
                    "instance_id",
                    "an instance of the pool",
                    leave.instance().value());
        }
        Seat seat = remembered.get();
        if (!leave.incarnation().equals(seat.incarnation())) {
            Refusal why = leave.incarnation().isBare() ? Refusal.INCARNATION_REQUIRED : Refusal.WRONG_INCARNATION;
            return Decision.Refused.of(
                    why,
                    "incarnation",
                    "that of the run that has the seat",
                    leave.incarnation().toString());
        }
        if (seat.hasLeft()) {
            return new Decision.Departed(Optional.empty());
        }
        if (!leave.incarnation().isBare() && leave.seq() <= seat.seq()) {
            return staleSequence(leave.seq(), seat);
        }
        return depart(pool, seat, leave.seq());
    }

    private Decision depart(Pool pool, Seat seat, long seq) {
        seat.applied(seq);
        registry.takeHandle(seat);
        seat.depart(turn.now());
        Succession succession = new Succession(turn, pool);
        Optional<Epoch> ended = Optional.empty();
        if (pool.isHeldBy(seat)) {
            ended = pool.held().map(held -> held.reign().epoch());
            succession.endReign(Trigger.of(ChangeCause.LEFT));
        }
        succession.reconsider();
        succession.fillVacancy();
        pools.keep(turn, pool);
        return new Decision.Departed(ended);
    }

    /** What a change of settings would come to. Changes nothing. */
    static Decision settingsAfter(Pools pools, PoolName name, SettingsChange change) {
        Optional<Pool> known = pools.find(name);
        PoolSettings after =
                change.over(known.map(Pool::set).orElse(SettingsChange.NONE)).effective();
        List<Violation> violations = SettingsRules.violationsOf(after);
        if (!violations.isEmpty()) {
            return new Decision.Refused(Refusal.INVALID_SETTINGS, violations);
        }
        return known.isEmpty() && pools.size() >= pools.limits().pools()
                ? limitReached("pool", pools.limits().pools() + " pools", pools.size())
                : new Decision.SettingsInForce(after);
    }

    private Decision set(Command.SetPoolSettings command) {
        Decision foreseen = settingsAfter(pools, command.pool(), command.change());
        if (foreseen instanceof Decision.Refused) {
            return foreseen;
        }
        Pool pool = pools.find(command.pool()).orElseGet(() -> pools.create(turn, command.pool()));
        pool.use(command.change().over(pool.set()));
        Trigger trigger = Trigger.by(command.actor(), ChangeCause.REQUESTED);
        pool.note(turn, ChangeKind.SETTINGS_CHANGED, trigger, Optional.empty(), Optional.empty(), 0);
        Succession succession = new Succession(turn, pool);
        succession.waitForCandidates();
        succession.settle();
        pools.keep(turn, pool);
        return new Decision.SettingsInForce(pool.settings());
    }

    private Decision operate(Command.Operate operate) {
        Optional<Pool> known = pools.find(operate.pool());
        if (known.isEmpty()) {
            return unknownPool(operate.pool());
        }
        Decision decision = new Operations(turn, known.get(), operate.actor()).perform(operate.operation());
        pools.keep(turn, known.get());
        return decision;
    }

    private Decision answer(Seat seat, Standing standing, long seq, long nonce) {
        Pool pool = seat.pool();
        boolean isSuperseded = standing.role() == Role.SUPERSEDED;
        boolean hasSeat = nonce == 0 && !isSuperseded;
        NextCheckIn next = isSuperseded ? Pacing.unhurried(pool) : NextCheckIn.exactly(NextCheckIn.FLOOR_MILLIS);
        if (hasSeat) {
            next = Pacing.next(pool, seat, turn.now());
            seat.told(turn.now(), next);
        }
        return new Decision.Answer(
                pool.name(),
                seat.id(),
                standing.role(),
                standing.reason(),
                standing.grip(),
                next,
                standing.stepDownWithinMillis(),
                Views.primary(pool),
                new Ranking(pool, turn.now()).nextInLine(),
                pool.pause().isPresent(),
                seq,
                nonce,
                hasSeat ? seat.handle() : Handle.NONE,
                isSuperseded ? Optional.of(seat.occupant()) : Optional.empty());
    }

    private static Decision staleSequence(long seq, Seat seat) {
        return Decision.Refused.of(Refusal.STALE_SEQUENCE, "seq", "above " + seat.seq(), Long.toString(seq));
    }

    private static Decision unknownPool(PoolName pool) {
        return Decision.Refused.of(Refusal.UNKNOWN_POOL, "pool", "an existing pool", pool.value());
    }

    private static Decision limitReached(String field, String limit, int value) {
        return Decision.Refused.of(Refusal.LIMIT_REACHED, field, "at most " + limit, Integer.toString(value));
    }
}
