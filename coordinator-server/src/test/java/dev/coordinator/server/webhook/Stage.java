package dev.coordinator.server.webhook;

import dev.coordinator.server.lease.Actor;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.Trigger;
import dev.coordinator.server.outbox.Advance;
import dev.coordinator.server.outbox.Event;
import dev.coordinator.server.outbox.EventId;
import dev.coordinator.server.outbox.Outbox;
import dev.coordinator.server.outbox.Progress;
import dev.coordinator.server.outbox.WebhookName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A dispatcher whose receiver, thread, alarm and clock the test plays. */
final class Stage implements Sender, WebhookMeter, WebhookBodies, Alarm {

    static final WebhookName NAME = new WebhookName("pager");

    /** What was sent and not answered yet. */
    record Sent(Delivery delivery, Consumer<Reply> taker) {

        String body() {
            return delivery.body();
        }
    }

    final Outbox outbox;
    final List<Sent> underWay = new ArrayList<>();
    final List<String> sent = new ArrayList<>();
    final List<String> metered = new ArrayList<>();
    final WebhookSettings settings;
    Dispatcher dispatcher;
    private long nanos = Long.MAX_VALUE - 1_000_000_000L;
    private long index;
    private Optional<Runnable> alarm = Optional.empty();
    private long alarmAt;

    Stage(Selection selection, int maxInFlight) {
        outbox = new Outbox(() -> nanos);
        settings = new WebhookSettings(
                NAME,
                URI.create("http://localhost:1/secret-path"),
                selection,
                List.of(Path.of("unused")),
                Optional.empty(),
                Duration.ofSeconds(1),
                Duration.ofMinutes(10),
                maxInFlight);
        dispatcher = another();
        report(Progress.NONE);
    }

    static Stage leading(int maxInFlight) {
        return leading(Selection.ALL, maxInFlight);
    }

    static Stage leading(Selection selection, int maxInFlight) {
        Stage stage = new Stage(selection, maxInFlight);
        stage.lead();
        return stage;
    }

    /** Of another node, which has the same outbox. */
    Dispatcher another() {
        return new Dispatcher(
                settings,
                outbox,
                new Mailing("c1", NAME, this, this, this, () -> nanos),
                Runnable::run,
                this,
                () -> nanos,
                new Backoff(new Random(1)));
    }

    void lead() {
        dispatcher.lead(outbox.progress(NAME).orElseThrow());
    }

    /** The log takes what the dispatcher says of its progress. */
    void report() {
        report(dispatcher.progress());
    }

    private void report(Progress progress) {
        outbox.applied(++index, List.of(), new Advance(new TreeMap<>(Map.of(NAME, progress)), new TreeSet<>()));
    }

    /** One entry that changes these pools; the dispatcher looks. Events are called after their pool and their entry. */
    void decide(String... pools) {
        List<Change> changes = Arrays.stream(pools).map(Stage::change).toList();
        outbox.applied(++index, changes, Advance.NONE);
        dispatcher.pump();
    }

    long lastIndex() {
        return index;
    }

    private static Change change(String pool) {
        return new Change(
                new PoolName(pool),
                ChangeKind.PAUSED,
                new Trigger(ChangeCause.NONE, Actor.NONE, 0),
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                0,
                List.of());
    }

    /** What is under way, by name. */
    List<String> open() {
        return underWay.stream().map(Sent::body).toList();
    }

    void answer(String body, int status) {
        answer(body, Reply.ofStatus(status, Duration.ZERO));
    }

    void answer(String body, Reply reply) {
        Sent found = underWay.stream()
                .filter(each -> each.body().equals(body))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(body + " is not among " + open()));
        underWay.remove(found);
        found.taker().accept(reply);
    }

    /** Answers whatever is under way, and what follows, up to a number. */
    void answerAll(int status, int most) {
        for (int i = 0; i < most && !underWay.isEmpty(); i++) {
            answer(underWay.get(0).body(), status);
        }
    }

    /** Time goes by; the alarm rings if it is due. */
    void advance(Duration time) {
        nanos += time.toNanos();
        if (alarm.isPresent() && alarmAt - nanos <= 0) {
            Runnable task = alarm.get();
            alarm = Optional.empty();
            task.run();
        }
    }

    /** How long until the alarm rings; empty: never. */
    Optional<Duration> alarmIn() {
        return alarm.map(set -> Duration.ofNanos(alarmAt - nanos));
    }

    Stream<String> metered(String begin) {
        return metered.stream().filter(each -> each.startsWith(begin));
    }

    @Override
    public void after(long in, Runnable task) {
        alarm = Optional.of(task);
        alarmAt = nanos + in;
    }

    @Override
    public void send(Delivery delivery, Consumer<Reply> taker) {
        sent.add(delivery.body());
        underWay.add(new Sent(delivery, taker));
    }

    @Override
    public String event(WebhookName webhook, String deliveryId, Event event) {
        return event.change().pool() + "@" + event.id();
    }

    @Override
    public String missed(WebhookName webhook, String deliveryId, EventId upTo) {
        return "missed@" + upTo;
    }

    @Override
    public void tried(WebhookName webhook, Verdict verdict, long took) {
        metered.add("tried " + verdict);
    }

    @Override
    public void deadLetter(WebhookName webhook, DeadLetter why) {
        metered.add("dead " + why);
    }

    @Override
    public void missed(WebhookName webhook) {
        metered.add("missed");
    }
}
