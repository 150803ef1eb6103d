package dev.coordinator.server.journal;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.Stamp;
import dev.coordinator.server.lease.StateImage;
import dev.coordinator.server.outbox.Advance;
import dev.coordinator.server.outbox.Event;
import dev.coordinator.server.outbox.EventId;
import dev.coordinator.server.outbox.OutboxImage;
import dev.coordinator.server.outbox.Progress;
import dev.coordinator.server.outbox.WebhookName;
import dev.coordinator.server.roster.Registry;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is said and kept for webhooks, whose bytes are committed. */
final class FixedOutbox {

    private FixedOutbox() {}

    /** A webhook that begins, one that has come far, and one that is forgotten. */
    static Group progressOfWebhooks() {
        return new Group(
                new Stamp(new ClusterTime(7_000), FixedValues.WALL + 7),
                List.of(),
                Optional.empty(),
                new Advance(progress(), new TreeSet<>(List.of(new WebhookName("old")))));
    }

    /** Nothing but webhooks, and what they are yet to be told. */
    static Image undelivered() {
        StateImage empty =
                new StateImage(ClusterTime.ZERO, FixedValues.WALL, ClusterTime.ZERO, 0, 0, 0, List.of(), List.of());
        Change granted = new Change(
                FixedValues.POOL,
                ChangeKind.GRANTED,
                FixedValues.TRIGGER,
                Optional.of(FixedValues.A),
                Optional.of(FixedValues.B),
                8,
                FixedValues.WALL + 1,
                1_500,
                List.of());
        Change vacated = new Change(
                FixedValues.POOL,
                ChangeKind.VACATED,
                FixedValues.PLAIN_TRIGGER,
                Optional.of(FixedValues.A),
                Optional.empty(),
                7,
                FixedValues.WALL,
                0,
                List.of());
        return new Image(
                empty,
                Registry.NONE,
                new OutboxImage(
                        progress(),
                        List.of(new Event(new EventId(300, 0), vacated), new Event(new EventId(300, 1), granted))));
    }

    private static SortedMap<WebhookName, Progress> progress() {
        TreeMap<WebhookName, Progress> progress = new TreeMap<>();
        progress.put(new WebhookName("new"), Progress.NONE);
        progress.put(
                new WebhookName("pager"), new Progress(new EventId(300, 1), new EventId(200, 3), new EventId(100, 0)));
        return progress;
    }
}
