package dev.coordinator.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;

/**
 * Tells the application, one call at a time and in order, what it is to be.
 *
 * <p>Holds what is wanted rather than a queue of calls: however slow the application, nothing piles up, and what is over
 * before it was told is not told at all. If the executor refuses, a thread of our own makes the call: an application must
 * be told to stop.
 */
final class Delivery {

    private static final Logger LOG = System.getLogger(Delivery.class.getName());

    private final PrimaryListener listener;
    private final Executor executor;
    private final Predicate<Epoch> worthStarting;

    private Optional<Epoch> wanted = Optional.empty();
    private Optional<Epoch> told = Optional.empty();
    private StandbyReason reason = StandbyReason.EPOCH_ENDED;
    private Optional<Successor> successor = Optional.empty();
    private List<CompletableFuture<Void>> stops = new ArrayList<>();
    private Optional<Thread> running = Optional.empty();
    private boolean active;

    Delivery(PrimaryListener listener, Executor executor, Predicate<Epoch> worthStarting) {
        this.listener = listener;
        this.executor = executor;
        this.worthStarting = worthStarting;
    }

    synchronized void start(Epoch epoch) {
        wanted = Optional.of(epoch);
        activate();
    }

    /** Completes when the application has stopped, or at once if it never started. */
    synchronized CompletableFuture<Void> stop(StandbyReason why) {
        if (wanted.equals(told) || told.isEmpty()) {
            reason = why;
        }
        wanted = Optional.empty();
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        stops.add(stopped);
        activate();
        return stopped;
    }

    synchronized void superseded(Successor by) {
        successor = Optional.of(by);
        activate();
    }

    synchronized boolean isCalledFromHere() {
        return running.filter(Thread.currentThread()::equals).isPresent();
    }

    private void activate() {
        if (active) {
            return;
        }
        active = true;
        try {
            executor.execute(this::deliver);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.WARNING, "the callback executor refuses, calling from a thread of our own");
            Thread thread = new Thread(this::deliver, "coordinator-callback");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void deliver() {
        for (Optional<Runnable> call = next(); call.isPresent(); call = next()) {
            try {
                call.get().run();
            } catch (Throwable e) {
                LOG.log(Level.ERROR, "a listener failed", e);
            }
        }
    }

    private Optional<Runnable> next() {
        List<CompletableFuture<Void>> completed = List.of();
        Optional<Runnable> call;
        synchronized (this) {
            if (told.isEmpty()) {
                completed = stops;
                stops = new ArrayList<>();
            }
            call = choose();
            running = call.map(any -> Thread.currentThread());
            active = call.isPresent();
        }
        completed.forEach(stopped -> stopped.complete(null));
        return call;
    }

    private Optional<Runnable> choose() {
        if (told.isPresent() && !told.equals(wanted)) {
            StandbyReason why = reason;
            told = Optional.empty();
            return Optional.of(() -> listener.onStandby(why));
        }
        if (told.isEmpty()) {
            told = wanted.filter(worthStarting);
            wanted = told;
            if (told.isPresent()) {
                Epoch epoch = told.get();
                return Optional.of(() -> listener.onPrimary(epoch));
            }
        }
        Optional<Runnable> last = successor.map(by -> () -> listener.onSuperseded(by));
        successor = Optional.empty();
        return last;
    }
}
