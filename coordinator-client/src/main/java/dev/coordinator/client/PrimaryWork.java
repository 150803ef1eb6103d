package dev.coordinator.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One task, run on a thread of its own once per epoch, one run at a time; once more if it was stopped and is to go on. */
final class PrimaryWork implements Registration {

    private static final Logger LOG = System.getLogger(PrimaryWork.class.getName());

    private final PrimaryTask task;
    private final Predicate<Epoch> worthStarting;
    /** Told when it is closed and has ended: until then a lease waits for it. */
    private final Consumer<PrimaryWork> onEnd;

    private Optional<Epoch> wanted = Optional.empty();
    private Optional<Epoch> latest = Optional.empty();
    private Optional<Epoch> cutShort = Optional.empty();
    private Optional<Thread> running = Optional.empty();
    private CompletableFuture<Void> idle = CompletableFuture.completedFuture(null);
    private boolean closed;

    PrimaryWork(PrimaryTask task, Predicate<Epoch> worthStarting, Consumer<PrimaryWork> onEnd) {
        this.task = task;
        this.worthStarting = worthStarting;
        this.onEnd = onEnd;
    }

    synchronized void begin(Epoch epoch) {
        if (latest.filter(epoch::equals).isPresent()) {
            return;
        }
        latest = Optional.of(epoch);
        wanted = latest;
        if (running.isEmpty()) {
            startNext();
        }
    }

    /** The stop is called off: a task that it cut short is run again; one that had ended before is not. */
    synchronized void goOn(Epoch epoch) {
        if (cutShort.filter(epoch::equals).isPresent()) {
            cutShort = Optional.empty();
            wanted = Optional.of(epoch);
            if (running.isEmpty()) {
                startNext();
            }
        }
    }

    /** Completes when the task has ended. */
    synchronized CompletableFuture<Void> stop() {
        wanted = Optional.empty();
        cutShort = running.isPresent() ? latest : cutShort;
        running.ifPresent(Thread::interrupt);
        return idle;
    }

    @Override
    public void close() {
        boolean ended;
        synchronized (this) {
            closed = true;
            wanted = Optional.empty();
            running.ifPresent(Thread::interrupt);
            ended = running.isEmpty();
        }
        if (ended) {
            onEnd.accept(this);
        }
    }

    synchronized boolean isCalledFromHere() {
        return running.filter(Thread.currentThread()::equals).isPresent();
    }

    private void startNext() {
        if (closed || wanted.isEmpty()) {
            return;
        }
        Epoch epoch = wanted.get();
        wanted = Optional.empty();
        idle = new CompletableFuture<>();
        Thread thread = new Thread(() -> run(epoch), "coordinator-primary-" + epoch);
        thread.setDaemon(true);
        running = Optional.of(thread);
        thread.start();
    }

    private void run(Epoch epoch) {
        try {
            if (worthStarting.test(epoch)) {
                task.run(epoch);
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "epoch={0} the task was interrupted", epoch);
        } catch (Throwable e) {
            LOG.log(Level.ERROR, "epoch=" + epoch + " the task failed", e);
        } finally {
            finished();
        }
    }

    private void finished() {
        CompletableFuture<Void> done;
        boolean ended;
        synchronized (this) {
            done = idle;
            running = Optional.empty();
            startNext();
            ended = closed;
        }
        done.complete(null);
        if (ended) {
            onEnd.accept(this);
        }
    }
}
