package dev.coordinator.client;

import dev.coordinator.v1.CheckInResponse;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Drives one membership's {@link Protocol} on the loop: gives it time and answers, and does what it says. */
final class Seat implements Membership, Replies {

    /** Timers stand still while the machine is suspended and the lease does not, so a holder looks at its clock often. */
    private static final Duration HOLDER_LOOKS = Duration.ofSeconds(1);

    private static final Duration OTHERS_LOOK = Duration.ofSeconds(10);
    private static final Duration TICK = Duration.ofMillis(1);
    private static final Logger LOG = System.getLogger(Seat.class.getName());

    private final Identity identity;
    private final Protocol protocol;
    private final LeaseClock clock;
    private final Loop loop;
    private final Lines lines;
    private final Delivery delivery;
    private final Duration closeTimeout;
    private final Consumer<Seat> onEnded;
    private final List<PrimaryWork> works = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private volatile View view = View.INITIAL;
    private volatile Declaration declaration;
    private Optional<Line> latestLine = Optional.empty();
    private Optional<Future<?>> wake = Optional.empty();

    Seat(
            Identity identity,
            List<Long> supersedes,
            Declaration declaration,
            PrimaryListener listener,
            Surroundings around) {
        this.identity = identity;
        this.declaration = declaration;
        this.protocol = new Protocol(declaration, supersedes, around.pace());
        this.clock = around.clock();
        this.loop = around.loop();
        this.lines = around.lines();
        this.closeTimeout = around.closeTimeout();
        this.onEnded = around.onEnded();
        this.delivery = new Delivery(listener, around.callbacks(), this::isWorthStarting);
    }

    /** What all memberships of a client share. */
    record Surroundings(
            LeaseClock clock,
            Loop loop,
            Lines lines,
            Pace pace,
            Executor callbacks,
            Duration closeTimeout,
            Consumer<Seat> onEnded) {}

    Identity identity() {
        return identity;
    }

    CompletableFuture<Void> ended() {
        return ended;
    }

    void start() {
        loop.execute(() -> input(protocol::start));
    }

    /** On the loop, as all that follow up to {@link #failed}. */
    void nudged() {
        input(protocol::nudged);
    }

    void moved() {
        input(protocol::moved);
    }

    @Override
    public void answered(long seq, CheckInResponse answer) {
        input(now -> protocol.answered(now, seq, answer));
    }

    @Override
    public void left(long seq) {
        input(now -> protocol.left(seq));
    }

    @Override
    public void failed(long seq, Failure failure) {
        LOG.log(Level.DEBUG, "{0} seq={1} {2}", identity, seq, failure);
        input(now -> protocol.failed(now, seq, failure));
    }

    @Override
    public boolean isPrimary() {
        return lease().isPresent();
    }

    @Override
    public OptionalLong fencingToken() {
        return lease().map(lease -> OptionalLong.of(lease.epoch().number())).orElse(OptionalLong.empty());
    }

    /** The view is read first: a lease given up meanwhile was held when this was called. */
    @Override
    public Optional<Lease> lease() {
        View seen = view;
        if (seen.held().isEmpty()) {
            return Optional.empty();
        }
        try {
            Moment now = clock.read();
            return seen.heldAt(now).map(held -> new Lease(held.epoch(), now.until(held.end())));
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<KnownPrimary> primary() {
        return view.status().primary();
    }

    @Override
    public MemberStatus status() {
        MemberStatus status = view.status();
        boolean claims = status.role() == MemberRole.PRIMARY || status.role() == MemberRole.DRAINING;
        return claims && !isPrimary() ? status.withRole(MemberRole.STANDBY) : status;
    }

    @Override
    public Member member() {
        return declaration.member();
    }

    @Override
    public long incarnation() {
        return identity.incarnation();
    }

    @Override
    public boolean isSeated() {
        return view.seated();
    }

    @Override
    public Registration whilePrimary(PrimaryTask task) {
        PrimaryWork work = new PrimaryWork(task, this::isWorthStarting, works::remove);
        works.add(work);
        loop.execute(() -> view.held().map(Standing.Holding::epoch).ifPresent(work::begin));
        return work;
    }

    @Override
    public void unelectable(String reason) {
        declare(said -> said.withUnelectable(Optional.of(reason)));
    }

    @Override
    public void electable() {
        declare(said -> said.withUnelectable(Optional.empty()));
    }

    @Override
    public void update(Member member) {
        if (!member.isSameSeatAs(member())) {
            throw new IllegalArgumentException("a membership keeps its pool and instance id: " + identity);
        }
        declare(said -> said.withMember(member));
    }

    @Override
    public void release() {
        loop.execute(() -> input(protocol::release));
    }

    @Override
    public void close() {
        leave();
        if (!isCalledFromHere()) {
            awaitEnd();
        }
    }

    /** Without waiting; ends within the close timeout. */
    void leave() {
        loop.execute(() -> {
            if (ended.isDone()) {
                return;
            }
            Future<?> unused = loop.schedule(closeTimeout, () -> input(now -> protocol.abandon(StandbyReason.CLOSED)));
            input(protocol::leave);
        });
    }

    boolean isCalledFromHere() {
        return delivery.isCalledFromHere() || works.stream().anyMatch(PrimaryWork::isCalledFromHere);
    }

    void awaitEnd() {
        try {
            ended.get(closeTimeout.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.WARNING, "{0} did not leave in time, a lease still held runs out", identity);
        }
    }

    private synchronized void declare(Function<Declaration, Declaration> change) {
        Declaration changed = change.apply(declaration);
        declaration = changed;
        loop.execute(() -> input(now -> protocol.declare(now, changed)));
    }

    private boolean isWorthStarting(Epoch epoch) {
        try {
            return view.isWorthStarting(epoch, clock.read());
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private void input(Function<Moment, List<Effect>> input) {
        if (ended.isDone()) {
            return;
        }
        try {
            Moment now = clock.read();
            List<Effect> effects = input.apply(now);
            view = protocol.view();
            effects.forEach(this::perform);
            scheduleWake(now);
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** A client that doesn't understand itself believes in nothing. */
    private void fail(Throwable e) {
        LOG.log(Level.ERROR, identity + " the client failed, this membership is over", e);
        view = View.INITIAL;
        protocol.abandon(StandbyReason.CLIENT_FAILED).forEach(this::perform);
        view = protocol.view();
    }

    /** The application is told before the log, which may be slow. */
    private void perform(Effect effect) {
        if (effect instanceof Effect.Send send) {
            Line line = lines.current();
            latestLine = Optional.of(line);
            line.send(identity, send.message(), this);
        } else if (effect instanceof Effect.MoveOn) {
            latestLine.ifPresent(lines::suspect);
        } else if (effect instanceof Effect.Start start) {
            delivery.start(start.epoch());
            works.forEach(work -> work.begin(start.epoch()));
            LOG.log(Level.INFO, "{0} epoch={1} primary", identity, start.epoch());
        } else if (effect instanceof Effect.Stop stop) {
            stopApplication(stop);
            LOG.log(Level.INFO, "{0} epoch={1} no longer primary: {2}", identity, stop.epoch(), stop.reason());
        } else if (effect instanceof Effect.GoOn goOn) {
            LOG.log(Level.INFO, "{0} epoch={1} stays primary: the step-down was called off", identity, goOn.epoch());
            delivery.start(goOn.epoch());
            works.forEach(work -> work.goOn(goOn.epoch()));
        } else if (effect instanceof Effect.Superseded superseded) {
            LOG.log(Level.WARNING, "{0} superseded by {1}", identity, superseded.successor());
            delivery.superseded(superseded.successor());
        } else {
            wake.ifPresent(timer -> timer.cancel(false));
            ended.complete(null);
            onEnded.accept(this);
        }
    }

    private void stopApplication(Effect.Stop stop) {
        CompletableFuture<?>[] stops = Stream.concat(
                        Stream.of(delivery.stop(stop.reason())), works.stream().map(PrimaryWork::stop))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture<Void> unused = CompletableFuture.allOf(stops)
                .thenRun(() -> loop.execute(() -> input(now -> protocol.stopped(now, stop.number()))));
    }

    private void scheduleWake(Moment now) {
        wake.ifPresent(timer -> timer.cancel(false));
        Deadline next = protocol.nextWake();
        if (ended.isDone() || next.equals(Deadline.NEVER)) {
            return;
        }
        Duration look = view.held().isPresent() ? HOLDER_LOOKS : OTHERS_LOOK;
        Duration until = now.until(next).plus(TICK);
        wake = Optional.of(loop.schedule(until.compareTo(look) < 0 ? until : look, () -> input(protocol::due)));
    }
}
