package dev.coordinator.server.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.coordinator.server.journal.PeerMessage;
import dev.coordinator.server.journal.PeerMessages;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.Profile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever is awaited hears of it from the node that leads, by way of the node it is connected to, ahead of the log. */
final class AnnouncementTest {

    private static final PoolName P = new PoolName("p");

    private final Node leader = Node.leading();

    @Test
    void designationIsAnnouncedWithThePlaceItHasInTheLog() {
        holdersWithASuccessor(1);

        leaves(0);
        leader.log.commitAll(leader.replica);

        PeerMessage.Announcement announcement = announced();
        assertThat(announcement.changes())
                .extracting(Change::kind, change -> change.to().orElseThrow().value())
                .containsExactly(tuple(ChangeKind.DESIGNATED, "b"));
        assertThat(leader.changes).containsAll(announcement.changes());
        assertThat(announcement.logIndex()).isEqualTo(leader.log.committed().size());
    }

    @Test
    void nothingIsAnnouncedThatNobodyWaitsFor() {
        leader.submit(Node.checkIn("p", "a"));
        leader.log.commitAll(leader.replica);

        assertThat(leader.changes).extracting(Change::kind).contains(ChangeKind.GRANTED);
        assertThat(leader.peers.broadcasts).isEmpty();
    }

    @Test
    void whatIsAnnouncedNeedsNoEntryOfItsOwn() {
        holdersWithASuccessor(1);

        leaves(0);
        leader.log.commit(leader.replica);

        assertThat(leader.peers.broadcasts).hasSize(1);
        assertThat(leader.log.waiting()).isZero();
    }

    @Test
    void aReadAtAnotherNodeIsToldOfByAnEntryAllTheSame() {
        holdersWithASuccessor(1);
        leader.fillWindow();
        leaves(0);
        leader.peers.ask(FakePeers.passedOn(List.of(new Command.Barrier())));
        int before = leader.log.committed().size();

        leader.log.commitAll(leader.replica);

        assertThat(leader.peers.broadcasts).hasSize(1);
        assertThat(leader.log.committed().size() - before).isEqualTo(Proposals.WINDOW + 2);
    }

    @Test
    void ofManyTheLogTells() {
        int pools = Replica.MOST_ANNOUNCED + 1;
        holdersWithASuccessor(pools);
        leader.fillWindow();
        for (int pool = 0; pool < pools; pool++) {
            leaves(pool);
        }
        int before = leader.log.committed().size();

        leader.log.commitAll(leader.replica);

        assertThat(leader.peers.broadcasts).isEmpty();
        assertThat(leader.log.committed().size() - before).isEqualTo(Proposals.WINDOW + 2);
    }

    @Test
    void otherNodesPassItOnToWhoeverSpeaksThere() {
        holdersWithASuccessor(1);
        leaves(0);
        leader.log.commitAll(leader.replica);
        Node follower = Node.following();

        assertThat(follower.peers.ask(leader.peers.broadcasts.getLast())).containsExactly(new byte[0]);

        assertThat(follower.announced).extracting(Change::kind).containsExactly(ChangeKind.DESIGNATED);
        assertThat(follower.changes).isEmpty();
    }

    private PeerMessage.Announcement announced() {
        assertThat(leader.peers.broadcasts).hasSize(1);
        return (PeerMessage.Announcement) PeerMessages.decode(leader.peers.broadcasts.getLast());
    }

    /** In each pool {@code a} is primary and {@code b} would be next. */
    private void holdersWithASuccessor(int pools) {
        for (int pool = 0; pool < pools; pool++) {
            leader.submit(run(pool, "a"));
            leader.submit(run(pool, "b"));
        }
        leader.log.commitAll(leader.replica);
        leader.peers.broadcasts.clear();
    }

    private void leaves(int pool) {
        leader.submit(new Command.Leave(pool(pool), new InstanceId("a"), new Incarnation(1), 2));
    }

    private static Command run(int pool, String instance) {
        return new Command.CheckIn(
                pool(pool),
                new InstanceId(instance),
                new Incarnation(1),
                List.of(),
                0,
                1,
                Profile.PLAIN,
                Holding.NOTHING,
                false,
                true);
    }

    private static PoolName pool(int number) {
        return number == 0 ? P : new PoolName("p" + number);
    }
}
