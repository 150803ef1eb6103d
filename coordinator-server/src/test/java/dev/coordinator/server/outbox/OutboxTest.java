package dev.coordinator.server.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.lease.Actor;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.Trigger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Nothing that was decided is lost to a webhook without being known to be. */
final class OutboxTest {

    private static final WebhookName PAGER = new WebhookName("pager");
    private static final WebhookName LEDGER = new WebhookName("ledger");
    private static final Change CHANGE = change("p");

    private final Outbox outbox = new Outbox(() -> 7);

    @Test
    void keepsNothingWhileThereIsNoWebhook() {
        outbox.applied(1, List.of(CHANGE), Advance.NONE);

        assertThat(outbox.image()).isEqualTo(OutboxImage.NONE);
        assertThat(outbox.events(EventId.NONE, 10)).isEmpty();
    }

    @Test
    void aWebhookIsToldWhatComesBehindTheEntryThatNamesItFirst() {
        outbox.applied(5, List.of(CHANGE), named(PAGER, Progress.NONE));
        outbox.applied(6, List.of(CHANGE, change("q")), Advance.NONE);

        assertThat(outbox.progress(PAGER)).contains(Progress.from(5));
        assertThat(ids(EventId.NONE)).containsExactly(new EventId(6, 0), new EventId(6, 1));
        assertThat(ids(new EventId(6, 1))).containsExactly(new EventId(6, 1));
        assertThat(outbox.events(EventId.NONE, 1)).hasSize(1).allMatch(arrival -> arrival.nanos() == 7);
    }

    @Test
    void anEventGoesWhenTheLastWebhookIsDoneWithIt() {
        outbox.applied(1, List.of(), named(PAGER, Progress.NONE));
        outbox.applied(2, List.of(), named(LEDGER, Progress.NONE));
        outbox.applied(3, List.of(CHANGE), Advance.NONE);
        outbox.applied(4, List.of(CHANGE), Advance.NONE);

        outbox.applied(5, List.of(), named(PAGER, upTo(5)));
        assertThat(ids(EventId.NONE)).containsExactly(new EventId(3, 0), new EventId(4, 0));
        outbox.applied(6, List.of(), named(LEDGER, upTo(4)));

        assertThat(ids(EventId.NONE)).containsExactly(new EventId(4, 0));
    }

    @Test
    void whatALateReportSaysChangesNothing() {
        outbox.applied(1, List.of(), named(PAGER, Progress.NONE));
        outbox.applied(2, List.of(), named(PAGER, upTo(9)));
        outbox.applied(3, List.of(), named(PAGER, upTo(4)));

        assertThat(outbox.progress(PAGER)).contains(upTo(9));
    }

    @Test
    void oneThatIsForgottenHoldsNothingBack() {
        outbox.applied(1, List.of(), named(PAGER, Progress.NONE));
        outbox.applied(2, List.of(CHANGE), Advance.NONE);

        outbox.applied(3, List.of(), new Advance(new TreeMap<>(), new TreeSet<>(List.of(PAGER))));

        assertThat(outbox.image()).isEqualTo(OutboxImage.NONE);
        assertThat(outbox.events(EventId.NONE, 10)).isEmpty();
    }

    @Test
    void whatIsDroppedIsKnownToBeMissedByThoseWhoWereYetToBeToldAndByNobodyElse() {
        outbox.applied(1, List.of(), named(PAGER, Progress.NONE));
        outbox.applied(2, List.of(), named(LEDGER, Progress.NONE));
        outbox.applied(3, Collections.nCopies(Outbox.MOST_EVENTS, CHANGE), Advance.NONE);
        outbox.applied(4, List.of(), named(LEDGER, new Progress(new EventId(3, 100), EventId.NONE, EventId.NONE)));

        outbox.applied(5, List.of(CHANGE, CHANGE), Advance.NONE);

        EventId lastDropped = new EventId(3, 1);
        Progress pager = outbox.progress(PAGER).orElseThrow();
        assertThat(pager).isEqualTo(new Progress(lastDropped.next(), lastDropped, EventId.NONE));
        assertThat(pager.owesWord()).isTrue();
        assertThat(outbox.progress(LEDGER).orElseThrow().owesWord()).isFalse();
        assertThat(outbox.image().events()).hasSize(Outbox.MOST_EVENTS);
        assertThat(ids(EventId.NONE)).first().isEqualTo(lastDropped.next());
    }

    @Test
    void aReportThatDoesNotKnowWhatWasDroppedDoesNotHideIt() {
        outbox.applied(1, List.of(), named(PAGER, Progress.NONE));
        outbox.applied(2, Collections.nCopies(Outbox.MOST_EVENTS + 3, CHANGE), Advance.NONE);

        outbox.applied(3, List.of(), named(PAGER, new Progress(new EventId(2, 1), EventId.NONE, new EventId(2, 0))));

        assertThat(outbox.progress(PAGER))
                .contains(new Progress(new EventId(2, 3), new EventId(2, 2), new EventId(2, 0)));
    }

    @Test
    void noMoreWebhooksAreTakenOnThanAllowed() {
        TreeMap<WebhookName, Progress> many = new TreeMap<>();
        for (int i = 0; i < Outbox.MOST_WEBHOOKS + 1; i++) {
            many.put(new WebhookName("w" + (100 + i)), Progress.NONE);
        }

        outbox.applied(1, List.of(), new Advance(many, new TreeSet<>()));

        assertThat(outbox.webhooks()).hasSize(Outbox.MOST_WEBHOOKS).doesNotContain(many.lastKey());
    }

    @Test
    void aPictureOfItBringsAllBack() {
        outbox.applied(1, List.of(), named(PAGER, Progress.NONE));
        outbox.applied(2, List.of(CHANGE), Advance.NONE);
        Outbox other = new Outbox(() -> 9);
        other.applied(1, List.of(), named(LEDGER, Progress.NONE));

        other.restore(outbox.image());

        assertThat(other.image()).isEqualTo(outbox.image());
        assertThat(other.events(EventId.NONE, 10)).allMatch(arrival -> arrival.nanos() == 9);
    }

    @Test
    void listenersHearOfEventsAndNotOfReports() {
        int[] heard = {0};
        outbox.whenFilled(() -> heard[0]++);

        outbox.applied(1, List.of(CHANGE), Advance.NONE);
        outbox.applied(2, List.of(), named(PAGER, Progress.NONE));
        assertThat(heard[0]).isZero();
        outbox.applied(3, List.of(CHANGE), Advance.NONE);

        assertThat(heard[0]).isEqualTo(1);
    }

    private List<EventId> ids(EventId from) {
        return outbox.events(from, Integer.MAX_VALUE).stream()
                .map(arrival -> arrival.event().id())
                .toList();
    }

    private static Progress upTo(long index) {
        return new Progress(new EventId(index, 0), EventId.NONE, EventId.NONE);
    }

    private static Advance named(WebhookName name, Progress progress) {
        return new Advance(new TreeMap<>(Map.of(name, progress)), new TreeSet<>());
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
}
