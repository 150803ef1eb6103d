package dev.coordinator.server.webhook;

import dev.coordinator.server.outbox.Outbox;
import dev.coordinator.server.outbox.Progress;
import dev.coordinator.server.outbox.WebhookName;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One webhook with threads of its own: one decides, two wait for the network's names and keys. */
final class Hook implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Hook.class);
    private static final int SENDING_THREADS = 2;
    private static final long IDLE_SECONDS = 30;

    private final WebhookName name;
    private final Outbox outbox;
    private final ScheduledThreadPoolExecutor thread;
    private final ThreadPoolExecutor sending;
    private final HttpSender sender;
    private final Dispatcher dispatcher;
    private final AtomicBoolean roused = new AtomicBoolean();
    private boolean begun;

    Hook(WebhookSettings settings, Outbox outbox, Surroundings around) throws WebhookException {
        this.name = settings.name();
        this.outbox = outbox;
        LongSupplier nanos = around.monotonicNanos();
        thread = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "webhook-" + name));
        thread.setRemoveOnCancelPolicy(true);
        thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        sending = new ThreadPoolExecutor(
                SENDING_THREADS,
                SENDING_THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> daemon(task, "webhook-" + name + "-sending"));
        sending.allowCoreThreadTimeOut(true);
        try {
            sender = new HttpSender(settings, sending, thread, around.wallMillis(), around.version());
        } catch (WebhookException unfit) {
            close();
            throw unfit;
        }
        Mailing mailing = new Mailing(around.clusterId(), name, around.bodies(), sender, around.meter(), nanos);
        dispatcher = new Dispatcher(
                settings,
                outbox,
                mailing,
                this::run,
                new OneAlarm(thread, this::guarded),
                nanos,
                new Backoff(around.random()));
    }

    WebhookName name() {
        return name;
    }

    /** This node leads; goes on where the log says, once it does. By one thread at a time, as {@link #end}. */
    void begin() {
        Optional<Progress> from = begun ? Optional.empty() : outbox.progress(name);
        if (from.isPresent()) {
            begun = true;
            run(() -> dispatcher.lead(from.get()));
        }
    }

    /** This node leads no more. */
    void end() {
        if (begun) {
            begun = false;
            run(dispatcher::follow);
        }
    }

    /** There may be something new. */
    void rouse() {
        if (roused.compareAndSet(false, true)) {
            run(() -> {
                roused.set(false);
                dispatcher.pump();
            });
        }
    }

    /** Reads its files again; may wait for a disk. */
    void refresh() {
        sender.refresh();
    }

    Progress progress() {
        return dispatcher.progress();
    }

    WebhookCondition condition() {
        return dispatcher.condition();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        sending.shutdownNow();
    }

    /** What comes when the node has stopped goes nowhere. */
    private void run(Runnable task) {
        thread.execute(guarded(task));
    }

    /** A defect costs this leader's deliveries to one receiver; the next leader goes on. */
    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException failed) {
                LOG.error("event=webhook-broken webhook={}", name, failed);
            }
        };
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
