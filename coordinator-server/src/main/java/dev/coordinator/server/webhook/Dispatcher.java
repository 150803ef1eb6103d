package dev.coordinator.server.webhook;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.outbox.Arrival;
import dev.coordinator.server.outbox.EventId;
import dev.coordinator.server.outbox.Outbox;
import dev.coordinator.server.outbox.Progress;
import dev.coordinator.server.outbox.WebhookName;
import dev.coordinator.server.webhook.WebhookMeter.DeadLetter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what one receiver is sent, and when: of each pool one event at a time, of all of them as many as are allowed.
 *
 * <p>All methods are called on one thread, but for {@link #progress} and {@link #condition}. What it knows of its progress is
 * the node's own until the log has taken it.
 */
final class Dispatcher {

    /** How many events wait here at most; the others wait in the outbox. */
    static final int MOST_QUEUED = 1_024;

    private static final int MOST_READ = 256;
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final WebhookSettings settings;
    private final WebhookName name;
    private final Outbox outbox;
    private final Mailing mailing;
    private final Executor thread;
    private final Alarm alarm;
    private final LongSupplier monotonicNanos;
    private final WebhookMeter meter;
    private final Backoff backoff;
    private final Trouble trouble;
    private final long origin;

    private Lanes lanes = new Lanes();
    private EventId position = EventId.NONE;
    private EventId missed = EventId.NONE;
    private EventId told = EventId.NONE;
    private boolean leading;
    private int reign;
    private int underWay;
    private boolean wordUnderWay;
    private int wordFailures;
    private long wordDue;
    private volatile Progress progress = Progress.NONE;
    private volatile WebhookCondition condition;
    private volatile long oldest;

    /**
     * Sends nothing until it is to {@link #lead}.
     *
     * @param thread calls back on the dispatcher's own thread
     */
    Dispatcher(
            WebhookSettings settings,
            Outbox outbox,
            Mailing mailing,
            Executor thread,
            Alarm alarm,
            LongSupplier monotonicNanos,
            Backoff backoff) {
        this.settings = settings;
        this.name = settings.name();
        this.outbox = outbox;
        this.mailing = mailing;
        this.thread = thread;
        this.alarm = alarm;
        this.monotonicNanos = monotonicNanos;
        this.meter = mailing.meter();
        this.backoff = backoff;
        this.trouble = new Trouble(name, settings.host(), backoff);
        this.origin = monotonicNanos.getAsLong();
        this.condition = new WebhookCondition(name, 0, 0, false);
    }

    /** This node leads, and goes on from there. */
    void lead(Progress from) {
        follow();
        leading = true;
        position = from.next();
        missed = from.missed();
        told = from.told();
        pump();
    }

    /** This node leads no more: what waits here waits elsewhere too. What is under way counts no more. */
    void follow() {
        leading = false;
        reign++;
        lanes = new Lanes();
        underWay = 0;
        wordUnderWay = false;
        wordFailures = 0;
        wordDue = 0;
        trouble.forget();
        position = EventId.NONE;
        missed = EventId.NONE;
        told = EventId.NONE;
        publish();
    }

    /** How far it has come; on any thread. */
    Progress progress() {
        return progress;
    }

    /** How it gets on; on any thread. */
    WebhookCondition condition() {
        WebhookCondition last = condition;
        long waited = last.queued() == 0 ? 0 : Math.max(1, monotonicNanos.getAsLong() - oldest);
        return new WebhookCondition(name, last.queued(), waited, last.failing());
    }

    /** Sends what may be sent now. */
    void pump() {
        if (leading) {
            fill();
            while (mayTry() && tryNext()) {
                fill();
            }
            publish();
            wakeLater();
        }
    }

    private long now() {
        return monotonicNanos.getAsLong() - origin;
    }

    private void fill() {
        outbox.progress(name).ifPresent(this::heed);
        while (lanes.size() < MOST_QUEUED) {
            List<Arrival> more = outbox.events(position, Math.min(MOST_READ, MOST_QUEUED - lanes.size()));
            if (more.isEmpty()) {
                return;
            }
            more.forEach(this::take);
        }
    }

    /** What the log knows goes first: another leader may have come further, and what was dropped can't be delivered. */
    private void heed(Progress replicated) {
        position = position.later(replicated.next());
        told = told.later(replicated.told());
        if (replicated.missed().compareTo(missed) > 0) {
            missed = replicated.missed();
            if (replicated.owesWord()) {
                LOG.warn("event=webhook-missed webhook={} up-to={}", name, missed);
                meter.missed(name);
            }
        }
    }

    private void take(Arrival arrival) {
        position = arrival.event().id().next();
        if (settings.selection().matches(arrival.event().change())) {
            if (trouble.isGone()) {
                buried(arrival, DeadLetter.GONE);
            } else {
                lanes.add(arrival);
            }
        }
    }

    private boolean mayTry() {
        int allowed = trouble.isFailing() ? 1 : settings.maxInFlight();
        return !trouble.isGone() && underWay < allowed && trouble.pause(now()) == 0;
    }

    private boolean tryNext() {
        if (missed.compareTo(told) > 0 && !wordUnderWay && wordDue <= now()) {
            tryWord();
            return true;
        }
        Optional<Lane> lane = lanes.take(now());
        lane.ifPresent(this::tryHead);
        return lane.isPresent();
    }

    private void tryWord() {
        EventId upTo = missed;
        wordUnderWay = true;
        send(mailing.missed(upTo), (reply, sentAt) -> wordAnswered(upTo, reply, sentAt));
    }

    private void tryHead(Lane lane) {
        send(mailing.event(lane.head().event()), (reply, sentAt) -> answered(lane, reply, sentAt));
    }

    private interface Taker {
        void take(Reply reply, long sentAt);
    }

    private void send(Delivery delivery, Taker taker) {
        underWay++;
        int of = reign;
        long sentAt = now();
        mailing.send(
                delivery,
                reply -> thread.execute(() -> {
                    if (of == reign) {
                        underWay--;
                        taker.take(reply, sentAt);
                        pump();
                    }
                }));
    }

    private void wordAnswered(EventId upTo, Reply reply, long sentAt) {
        wordUnderWay = false;
        switch (reply.verdict()) {
            case DELIVERED, REFUSED -> {
                trouble.answered();
                wordFailures = 0;
                told = told.later(upTo);
            }
            case GONE -> gone();
            case FAILED -> {
                trouble.failed(sentAt, now(), reply);
                wordFailures++;
                wordDue = now() + backoff.nanos(wordFailures, reply.notBefore());
            }
        }
    }

    private void answered(Lane lane, Reply reply, long sentAt) {
        switch (reply.verdict()) {
            case DELIVERED -> {
                trouble.answered();
                lanes.finish(lane);
            }
            case REFUSED -> {
                trouble.answered();
                giveUp(lane, DeadLetter.REFUSED, reply.why());
            }
            case GONE -> gone();
            case FAILED -> {
                trouble.failed(sentAt, now(), reply);
                long tooOld =
                        monotonicNanos.getAsLong() - settings.giveUpAfter().toNanos();
                if (lane.head().nanos() - tooOld < 0) {
                    giveUp(lane, DeadLetter.TOO_OLD, reply.why());
                } else {
                    lanes.putOff(lane, now() + backoff.nanos(lane.fail(), reply.notBefore()));
                }
                giveUpOlder(tooOld, reply.why());
            }
        }
    }

    /** What is as old, and waits for the same receiver, is not tried one by one. */
    private void giveUpOlder(long nanos, String why) {
        Optional<Lane> lane = lanes.takeOlder(nanos);
        while (lane.isPresent()) {
            giveUp(lane.get(), DeadLetter.TOO_OLD, why);
            lane = lanes.takeOlder(nanos);
        }
    }

    private void giveUp(Lane lane, DeadLetter why, String last) {
        Arrival given = lane.head();
        lanes.finish(lane);
        Change change = given.event().change();
        LOG.warn(
                "event=webhook-dead-letter webhook={} id={} pool={} kind={} why=\"{}\"",
                name,
                given.event().id(),
                change.pool(),
                change.kind(),
                last);
        buried(given, why);
    }

    /** One that the receiver has seen and refused is no surprise to it; of the others it will be told that they are missing. */
    private void buried(Arrival given, DeadLetter why) {
        meter.deadLetter(name, why);
        if (why != DeadLetter.REFUSED) {
            missed = missed.later(given.event().id());
        }
    }

    /** Nothing more is sent while this node leads. What is under way comes to an end by itself and counts no more. */
    private void gone() {
        trouble.gone();
        reign++;
        underWay = 0;
        wordUnderWay = false;
        lanes.all().forEach(each -> buried(each, DeadLetter.GONE));
        lanes = new Lanes();
    }

    private void publish() {
        Optional<Arrival> first = lanes.first();
        EventId next = first.map(arrival -> arrival.event().id()).orElse(position);
        oldest = first.map(Arrival::nanos).orElse(0L);
        condition = new WebhookCondition(name, lanes.size(), 0, trouble.isFailing());
        progress = new Progress(next, missed, told);
    }

    private void wakeLater() {
        OptionalLong due = lanes.nextDue();
        long now = now();
        boolean owes = missed.compareTo(told) > 0 && !wordUnderWay;
        long wanted = Long.MAX_VALUE;
        if (lanes.isReady()) {
            wanted = now;
        }
        if (due.isPresent()) {
            wanted = Math.min(wanted, due.getAsLong());
        }
        if (owes) {
            wanted = Math.min(wanted, wordDue);
        }
        boolean full = underWay >= (trouble.isFailing() ? 1 : settings.maxInFlight());
        if (wanted < Long.MAX_VALUE && !full && !trouble.isGone()) {
            alarm.after(Math.max(1, Math.max(wanted - now, trouble.pause(now))), this::pump);
        }
    }
}
