package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.replication.Failure;
import java.util.Optional;

/**
 * One program that speaks for an instance: alive until it is killed, doing nothing while it is suspended, though its clock
 * goes on.
 */
abstract class Program {

    private final World world;
    private final Network network;
    private final Instance instance;
    private final DriftingClock clock;
    private final Chance chance;
    private final Link link = new Link();
    private int node;
    private boolean dead;
    private long suspendedUntilNanos;

    Program(Surroundings around, Instance instance) {
        this.world = around.world();
        this.network = around.network();
        this.chance = around.chance();
        this.instance = instance;
        this.clock = around.clock();
        this.node = chance.below(world.plan().nodes());
    }

    /** Where a program runs. */
    record Surroundings(World world, Network network, Chance chance, DriftingClock clock) {}

    /** Its way to the coordinators. */
    static final class Link {
        long cutUntilNanos;
        long deafUntilNanos;
        long heldUntilNanos;
    }

    abstract void start();

    /** The answer to a command. */
    abstract void decided(long seq, Decision decision);

    /** There was none; empty: the way to the node is broken. */
    abstract void failed(long seq, Optional<Failure> failure);

    /** The node calls. */
    abstract void nudged();

    abstract boolean countsApartFrom(Program other);

    /** Whether it would be primary if it were let. */
    abstract boolean isWilling();

    final World world() {
        return world;
    }

    final Chance chance() {
        return chance;
    }

    final DriftingClock clock() {
        return clock;
    }

    final Instance instance() {
        return instance;
    }

    final String pool() {
        return instance.pool();
    }

    final Link link() {
        return link;
    }

    final int node() {
        return node;
    }

    public final void moveOn() {
        node = (node + 1 + chance.below(world.plan().nodes() - 1))
                % world.plan().nodes();
    }

    final boolean isAlive() {
        return !dead;
    }

    final boolean isSuspended() {
        return suspendedUntilNanos > world.now();
    }

    /** At once, and what it believed with it. */
    void kill() {
        dead = true;
        world.beliefs().forgets(this);
    }

    final void suspend(long nanos) {
        suspendedUntilNanos = world.now() + nanos;
    }

    final void wake() {
        suspendedUntilNanos = Math.min(suspendedUntilNanos, world.now());
    }

    final void at(long trueNanos, Runnable what) {
        world.timeline().at(trueNanos, () -> run(what));
    }

    final void inMillis(long millis, Runnable what) {
        at(world.now() + millis * Timeline.MILLI, what);
    }

    /** When it is up to it; never, once it is dead. */
    final void run(Runnable what) {
        if (dead) {
            return;
        }
        if (isSuspended()) {
            at(suspendedUntilNanos, what);
        } else {
            what.run();
        }
    }

    final void submit(long seq, Command command) {
        network.submit(this, seq, command);
    }

    @Override
    public String toString() {
        return instance.id() + " (" + name() + ")";
    }

    /** Which of its instance's programs it is. */
    abstract String name();
}
