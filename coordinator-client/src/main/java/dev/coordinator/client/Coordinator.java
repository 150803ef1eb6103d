package dev.coordinator.client;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A connection to a cluster of coordinators, for any number of memberships up to 10000.
 *
 * <p>It holds one stream to one coordinator and moves on to another when answers fail to come, for as long as it is open.
 * It never ends the process, its threads are daemons, and no listener is called on a network thread. Safe for use by any
 * thread.
 */
public final class Coordinator implements AutoCloseable {

    private static final int MAX_MEMBERSHIPS = 10_000;
    private static final PrimaryListener SILENT = new PrimaryListener() {
        @Override
        public void onPrimary(Epoch epoch) {}

        @Override
        public void onStandby(StandbyReason reason) {}
    };

    private final Map<String, Seat> seats = new ConcurrentHashMap<>();
    private final Loop loop = new Loop();
    private final Lines lines;
    private final ExecutorService ownThreads = ownThreads();
    private final Seat.Surroundings surroundings;
    private boolean closed;

    Coordinator(CoordinatorBuilder settings, SecureRandom random) {
        this.lines = settings.lines(loop, random, new Calls());
        Executor callbacks = settings.callbacks().orElse(ownThreads);
        this.surroundings = new Seat.Surroundings(
                settings.clock(), loop, lines, settings.pace(random), callbacks, settings.closeTimeout(), this::forget);
    }

    /**
     * Connects with the default settings.
     *
     * @param endpoints {@code host:port} of each coordinator, as {@link Endpoint#parseAll} reads them
     * @throws IllegalArgumentException when one can't be read
     */
    public static Coordinator connect(String... endpoints) {
        return to(Endpoint.parseAll(endpoints)).connect();
    }

    /** Begins to connect with other settings than the default ones. */
    public static CoordinatorBuilder to(List<Endpoint> endpoints) {
        return new CoordinatorBuilder(endpoints);
    }

    /** As {@link #join(Member, PrimaryListener)}, for those who ask or run tasks and need not be told. */
    public Membership join(Member member) {
        return join(member, SILENT);
    }

    /**
     * Joins a pool: checks in from now on. Does not wait for an answer.
     *
     * @throws IllegalArgumentException when this client already has that instance
     * @throws IllegalStateException when this is closed, or has 10000 memberships
     */
    public Membership join(Member member, PrimaryListener listener) {
        return join(member, Incarnation.random(), listener);
    }

    /**
     * As {@link #join(Member, PrimaryListener)}, as a run whose number was written down before, to replace those that are
     * dead.
     *
     * @throws IllegalArgumentException when this client already has that instance
     * @throws IllegalStateException when this is closed, or has 10000 memberships
     */
    public Membership join(Member member, Incarnation run, PrimaryListener listener) {
        Identity identity = new Identity(member.pool(), member.instanceId(), run.number());
        Declaration declaration = new Declaration(member, Optional.empty());
        Seat seat = new Seat(identity, run.supersedes(), declaration, listener, surroundings);
        synchronized (seats) {
            if (closed || seats.size() == MAX_MEMBERSHIPS) {
                throw new IllegalStateException(closed ? "closed" : "at most " + MAX_MEMBERSHIPS + " memberships");
            }
            if (seats.putIfAbsent(key(member.pool(), member.instanceId()), seat) != null) {
                throw new IllegalArgumentException("joined already: " + identity);
            }
        }
        seat.start();
        return seat;
    }

    /** Closes every membership, as {@link Membership#close()} does, all at once. Safe to repeat. */
    @Override
    public void close() {
        synchronized (seats) {
            closed = true;
        }
        List<Seat> open = List.copyOf(seats.values());
        open.forEach(Seat::leave);
        boolean fromInside = open.stream().anyMatch(Seat::isCalledFromHere);
        if (fromInside) {
            CompletableFuture<?>[] ends = open.stream().map(Seat::ended).toArray(CompletableFuture<?>[]::new);
            CompletableFuture<Void> unused = CompletableFuture.allOf(ends).thenRun(this::hangUp);
        } else {
            open.forEach(Seat::awaitEnd);
            hangUp();
        }
    }

    private void hangUp() {
        loop.execute(lines::close);
        loop.shutdown();
        ownThreads.shutdown();
    }

    private void forget(Seat seat) {
        seats.remove(key(seat.identity().pool(), seat.identity().instanceId()), seat);
    }

    /** A blank is in no name. */
    private static String key(String pool, String instanceId) {
        return pool + " " + instanceId;
    }

    private static ExecutorService ownThreads() {
        return new ThreadPoolExecutor(0, MAX_MEMBERSHIPS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), job -> {
            Thread thread = new Thread(job, "coordinator-callback");
            thread.setDaemon(true);
            return thread;
        });
    }

    private final class Calls implements Lines.Calls {

        @Override
        public void nudged(String pool, String instanceId) {
            Seat seat = seats.get(key(pool, instanceId));
            if (seat != null) {
                seat.nudged();
            }
        }

        @Override
        public void moved() {
            // After what is being done now: a membership may be in the middle of it.
            seats.values().forEach(seat -> loop.execute(seat::moved));
        }
    }
}
