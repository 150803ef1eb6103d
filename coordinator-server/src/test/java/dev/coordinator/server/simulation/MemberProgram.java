package dev.coordinator.server.simulation;

import dev.coordinator.client.SimulatedMembership;
import dev.coordinator.client.SimulatedMembership.Belief;
import dev.coordinator.client.SimulatedMembership.NoAnswer;
import dev.coordinator.client.SimulatedMembership.Said;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Handle;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.Profile;
import dev.coordinator.server.lease.Refusal;
import dev.coordinator.server.lease.RoleReason;
import dev.coordinator.server.replication.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A program that uses the client library, whose real rules it follows. */
final class MemberProgram extends Program implements SimulatedMembership.Surroundings {

    private static final Duration NOT_NOW = Duration.ofMillis(200);
    private static final long TICK_NANOS = Timeline.MILLI;

    private final Incarnation run;
    private final Optional<StateFile> file;
    private final SimulatedMembership membership;
    private final long coarseNanos;
    private final long stopsWithinMillis;
    private List<Incarnation> predecessors = List.of();
    private long wakeAtNanos = Long.MAX_VALUE;
    private boolean ended;
    private boolean electable = true;
    private final PromisesAreKept promises;
    private Optional<Belief> belief = Optional.empty();

    /** @param file present: it says whom this run replaces */
    MemberProgram(Surroundings around, Instance instance, Optional<StateFile> file) {
        super(around, instance);
        this.promises = new PromisesAreKept(instance.pool());
        this.run = new Incarnation(chance().nextLong() | 1);
        this.file = file.filter(each -> each.lock(this));
        this.coarseNanos = chance().percent(30) ? 10 * Timeline.MILLI : 1;
        this.stopsWithinMillis = chance().oneOf(
                        0L,
                        0L,
                        0L,
                        world().plan().intervalMillis(),
                        3 * world().plan().longestTtlMillis());
        this.membership =
                new SimulatedMembership(instance.pool(), instance.id(), instance.priority(), chance().fork(), this);
    }

    @Override
    void start() {
        file.ifPresent(each -> {
            each.enter(run);
            predecessors = each.predecessorsOf(run);
        });
        input(membership::start);
    }

    private void input(Runnable what) {
        if (!ended) {
            what.run();
            scheduleWake();
        }
    }

    /** Woken as late as the library's timers are. */
    private void scheduleWake() {
        OptionalLong next = membership.nextWakeNanos();
        if (ended || next.isEmpty()) {
            return;
        }
        long at = Math.max(world().now(), clock().trueNanos(next.getAsLong())) + TICK_NANOS;
        if (at < wakeAtNanos || wakeAtNanos <= world().now()) {
            wakeAtNanos = at;
            at(at, () -> wakeUp(at));
        }
    }

    private void wakeUp(long planned) {
        if (planned == wakeAtNanos) {
            wakeAtNanos = Long.MAX_VALUE;
            input(membership::due);
        }
    }

    @Override
    void decided(long seq, Decision decision) {
        if (ended) {
            return;
        }
        world().tally().saw(Sight.ANSWERS);
        if (decision instanceof Decision.Answer answer) {
            String heard = answer.role() + " " + answer.reason() + " " + seq;
            world().ledger().mix(heard.getBytes(StandardCharsets.UTF_8));
            if (answer.reason() != RoleReason.PROVE_INCARNATION) {
                file.ifPresent(each -> each.answered(run));
                predecessors = List.of();
            }
            world().story().tell(pool(), () -> this + " hears: " + Telling.line(answer));
            Optional<Belief> before = belief;
            input(() -> membership.answered(seq, AnswerMessages.of(answer, chance())));
            promises.heard(seq, before, belief);
        } else if (decision instanceof Decision.Departed) {
            input(() -> membership.left(seq));
        } else if (decision instanceof Decision.Refused refused) {
            input(() -> membership.failed(seq, reason(refused.refusal()), Duration.ZERO));
        }
    }

    /** As the API's edge and the library tell refusals. */
    private static NoAnswer reason(Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_HANDLE -> NoAnswer.UNKNOWN_HANDLE;
            case STALE_SEQUENCE -> NoAnswer.NOT_NOW;
            default -> NoAnswer.REFUSED;
        };
    }

    @Override
    void failed(long seq, Optional<Failure> failure) {
        input(() -> membership.failed(
                seq,
                failure.isPresent() ? NoAnswer.NOT_NOW : NoAnswer.UNREACHABLE,
                failure.isPresent() ? NOT_NOW : Duration.ZERO));
    }

    @Override
    void nudged() {
        input(membership::nudged);
    }

    void declares(boolean newElectable) {
        electable = newElectable;
        world().story().tell(pool(), () -> this + " declares itself " + (newElectable ? "electable" : "unelectable"));
        input(() -> membership.electable(newElectable));
    }

    void prefers(int priority) {
        input(() -> membership.priority(priority));
    }

    void releases() {
        world().story().tell(pool(), () -> this + " releases");
        input(membership::release);
    }

    void leaves() {
        world().story().tell(pool(), () -> this + " leaves");
        input(membership::leave);
    }

    boolean isOver() {
        return ended;
    }

    @Override
    boolean isWilling() {
        return isAlive() && !ended && electable;
    }

    @Override
    boolean countsApartFrom(Program other) {
        return other != this;
    }

    @Override
    public long earliestNanos() {
        return clock().nanos() / coarseNanos * coarseNanos;
    }

    @Override
    public long latestNanos() {
        return coarseNanos == 1 ? clock().nanos() : earliestNanos() + coarseNanos;
    }

    @Override
    public void believes(Optional<Belief> newBelief) {
        belief = newBelief;
        if (newBelief.isPresent()) {
            long until = clock().trueNanos(newBelief.get().endNanos());
            world().beliefs().believes(this, newBelief.get().epoch(), until);
        } else {
            world().beliefs().forgets(this);
        }
    }

    @Override
    public void send(Said said) {
        promises.said(said);
        PoolName pool = new PoolName(pool());
        InstanceId id = new InstanceId(instance().id());
        if (said.leave()) {
            submit(said.seq(), new Command.Leave(pool, id, run, said.seq()));
            return;
        }
        Holding holding = said.holding().isPresent() ? Holding.of(said.holding().getAsLong()) : Holding.UNSAID;
        if (said.brief() && predecessors.isEmpty()) {
            submit(said.seq(), new Command.Renewal(new Handle(said.handle()), said.seq(), holding));
            return;
        }
        Profile profile = Profile.PLAIN
                .withElectable(said.electable(), said.electable() ? "" : "not now")
                .withPriority(said.priority());
        submit(
                said.seq(),
                new Command.CheckIn(
                        pool, id, run, predecessors, said.nonce(), said.seq(), profile, holding, said.release(), true));
    }

    @Override
    public void stop(long number) {
        world().story().tell(pool(), () -> this + " is to stop its work");
        inMillis(chance().between(0, stopsWithinMillis), () -> input(() -> membership.stopped(number)));
    }

    @Override
    public void ended() {
        ended = true;
        kill();
    }

    @Override
    String name() {
        return "run " + run;
    }
}
