package dev.coordinator.server.webhook;

import dev.coordinator.server.outbox.Advance;
import dev.coordinator.server.outbox.Outbox;
import dev.coordinator.server.outbox.Progress;
import dev.coordinator.server.outbox.WebhookName;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All webhooks of a node: delivers while the node leads, and has the log keep how far that has come, all of them together and
 * once in {@value #SECONDS_A_REPORT} seconds at most.
 */
public final class Webhooks implements AutoCloseable {

    /** So much of what was delivered a new leader repeats. */
    private static final long SECONDS_A_REPORT = 2;

    /**
     * A webhook that the leading node's configuration hasn't is forgotten after so long. Until then another node, whose
     * configuration has it, goes on without a gap when it leads.
     */
    private static final long SECONDS_TO_FORGET = 900;

    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);

    private final List<Hook> hooks;
    private final Outbox outbox;
    private final BooleanSupplier leading;
    private final Consumer<Advance> reporting;
    private final LongSupplier monotonicNanos;
    private boolean led;
    private long ledSince;
    private long reported;

    private Webhooks(
            List<Hook> hooks,
            Outbox outbox,
            BooleanSupplier leading,
            Consumer<Advance> reporting,
            LongSupplier monotonicNanos) {
        this.hooks = List.copyOf(hooks);
        this.outbox = outbox;
        this.leading = leading;
        this.reporting = reporting;
        this.monotonicNanos = monotonicNanos;
    }

    /**
     * Delivers nothing until {@link #review} finds that the node leads.
     *
     * @param leading whether the node leads; must not block
     * @param reporting has the log take it; must not block
     * @throws WebhookException if a secret, or an authority, can't be used; nothing is left running
     */
    public static Webhooks open(
            List<WebhookSettings> settings,
            Outbox outbox,
            BooleanSupplier leading,
            Consumer<Advance> reporting,
            Surroundings around)
            throws WebhookException {
        List<Hook> hooks = new ArrayList<>();
        try {
            for (WebhookSettings each : settings) {
                hooks.add(new Hook(each, outbox, around));
            }
        } catch (WebhookException unfit) {
            hooks.forEach(Hook::close);
            throw unfit;
        }
        Webhooks webhooks = new Webhooks(hooks, outbox, leading, reporting, around.monotonicNanos());
        outbox.whenFilled(webhooks::rouse);
        return webhooks;
    }

    /** Looks who leads and what is to be told of it; to be called now and then, by one thread at a time. Never blocks. */
    public void review() {
        boolean leads = leading.getAsBoolean();
        long now = monotonicNanos.getAsLong();
        if (leads && !led) {
            ledSince = now;
            reported = now - TimeUnit.SECONDS.toNanos(SECONDS_A_REPORT);
        }
        led = leads;
        hooks.forEach(leads ? Hook::begin : Hook::end);
        if (leads && now - reported >= TimeUnit.SECONDS.toNanos(SECONDS_A_REPORT)) {
            reported = now;
            report(now);
        }
    }

    /** Reads secrets and authorities again; may wait for a disk. */
    public void refresh() {
        hooks.forEach(Hook::refresh);
    }

    /** How each gets on, in the order of the configuration. */
    public List<WebhookCondition> conditions() {
        return hooks.stream().map(Hook::condition).toList();
    }

    /** What is under way is left to itself. */
    @Override
    public void close() {
        outbox.whenFilled(() -> {});
        hooks.forEach(Hook::close);
    }

    private void rouse() {
        hooks.forEach(Hook::rouse);
    }

    private void report(long now) {
        SortedMap<WebhookName, Progress> news = new TreeMap<>();
        for (Hook hook : hooks) {
            Progress known = outbox.progress(hook.name()).orElse(Progress.NONE);
            Progress merged = known.merged(hook.progress());
            if (!merged.equals(known) || known.equals(Progress.NONE)) {
                news.put(hook.name(), merged);
            }
        }
        SortedSet<WebhookName> unknown = new TreeSet<>(outbox.webhooks());
        hooks.forEach(hook -> unknown.remove(hook.name()));
        boolean forget = now - ledSince >= TimeUnit.SECONDS.toNanos(SECONDS_TO_FORGET);
        Advance advance = new Advance(news, forget ? unknown : new TreeSet<>());
        if (!advance.isEmpty()) {
            advance.forgotten().forEach(name -> LOG.info("event=webhook-forgotten webhook={}", name));
            reporting.accept(advance);
        }
    }
}
