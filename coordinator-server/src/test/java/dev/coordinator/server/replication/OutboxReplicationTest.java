package dev.coordinator.server.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.outbox.Advance;
import dev.coordinator.server.outbox.Arrival;
import dev.coordinator.server.outbox.EventId;
import dev.coordinator.server.outbox.OutboxImage;
import dev.coordinator.server.outbox.Progress;
import dev.coordinator.server.outbox.WebhookName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What webhooks are yet to be told is the same on every node, and outlives each. */
final class OutboxReplicationTest {

    private static final WebhookName PAGER = new WebhookName("pager");

    private final Node leader = Node.leading();
    private final Node follower = Node.following();

    @Test
    void everyNodeHasWhatIsYetToBeTold() {
        leader.proposals.advance(named(Progress.NONE));
        leader.log.commitAll(leader.replica);
        leader.submit(Node.checkIn("p", "a"));
        leader.log.commitAll(leader.replica);

        follow();

        assertThat(leader.outbox.image().events()).isNotEmpty();
        assertThat(leader.outbox.image().events().stream().map(event -> event.change()))
                .containsExactlyElementsOf(leader.changes);
        assertThat(follower.outbox.image()).isEqualTo(leader.outbox.image());
    }

    @Test
    void whatWasDeliveredIsKeptNowhere() throws IOException {
        leader.proposals.advance(named(Progress.NONE));
        leader.submit(Node.checkIn("p", "a"));
        leader.log.commitAll(leader.replica);
        List<Arrival> all = leader.outbox.events(EventId.NONE, 100);
        EventId behind = all.get(all.size() - 1).event().id().next();

        leader.proposals.advance(named(new Progress(behind, EventId.NONE, EventId.NONE)));
        leader.log.commitAll(leader.replica);
        follow();

        assertThat(leader.outbox.image().events()).isEmpty();
        assertThat(follower.outbox.image()).isEqualTo(leader.outbox.image());
        assertThat(follower.image()).isEqualTo(leader.image());
    }

    @Test
    void aSnapshotBringsItAlong() throws IOException {
        leader.proposals.advance(named(Progress.NONE));
        leader.submit(Node.checkIn("p", "a"));
        leader.log.commitAll(leader.replica);

        follower.replica.install(9, new ByteArrayInputStream(leader.image()));

        assertThat(follower.outbox.image().events()).isNotEmpty();
        assertThat(follower.outbox.image()).isEqualTo(leader.outbox.image());
        assertThat(follower.image()).isEqualTo(leader.image());
    }

    @Test
    void aNodeThatDoesNotLeadSaysNothingOfDeliveries() {
        follower.proposals.advance(named(Progress.NONE));

        assertThat(follower.log.waiting()).isZero();
    }

    @Test
    void withoutWebhooksNothingIsKept() {
        leader.submit(Node.checkIn("p", "a"));
        leader.log.commitAll(leader.replica);

        assertThat(leader.changes).isNotEmpty();
        assertThat(leader.outbox.image()).isEqualTo(OutboxImage.NONE);
    }

    private void follow() {
        long index = 1;
        for (byte[] entry : leader.log.committed()) {
            follower.replica.apply(index++, entry, Optional.empty());
        }
    }

    private static Advance named(Progress progress) {
        return new Advance(new TreeMap<>(Map.of(PAGER, progress)), new TreeSet<>());
    }
}
