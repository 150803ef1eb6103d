package dev.coordinator.server.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.coordinator.server.journal.PeerMessage;
import dev.coordinator.server.journal.PeerMessages;
import dev.coordinator.server.lease.Actor;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.Operation;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.Profile;
import java.util.List;
import java.util.Optional;
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

    /** It may go on acting as primary for as long as it believes in a lease that was given away. */
    @Test
    void whoeverLosesALeaseThatItBelievesInHearsOfItAsSoonAsItsSuccessor() {
        holdersWithASuccessor(1);

        leader.submit(new Command.Operate(
                P, new Operation.Failover(Optional.empty(), true), new Actor("ann", "the machine is off")));
        leader.log.commitAll(leader.replica);

        assertThat(announced().changes())
                .extracting(Change::kind, change -> change.from().orElseThrow().value())
                .containsExactly(tuple(ChangeKind.VACATED, "a"), tuple(ChangeKind.DESIGNATED, "a"));
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

    /** It was sent before the first was committed, so it can't say that it is. */
    @Test
    void aGroupThatWasOnItsWayAlreadyTellsNobodyOfTheOneBefore() {
        leader.peers.ask(FakePeers.passedOn(List.of(new Command.Barrier())));
        leader.submit(Node.renewal(Holding.UNSAID));

        leader.log.commit(leader.replica);
        assertThat(leader.log.waiting()).isEqualTo(1);
        leader.log.commit(leader.replica);

        assertThat(leader.log.waiting()).isEqualTo(1);
        leader.log.commit(leader.replica);
        assertThat(leader.log.waiting()).isZero();
    }

    @Test
    void aGroupThatFollowsTellsOfAllBeforeIt() {
        leader.peers.ask(FakePeers.passedOn(List.of(new Command.Barrier())));
        leader.log.commit(leader.replica);
        assertThat(leader.log.waiting()).isEqualTo(1);
        leader.submit(Node.renewal(Holding.UNSAID));

        leader.log.commitAll(leader.replica);

        // The tick of a new leader, the barrier, the empty group that tells of it, the renewal.
        assertThat(leader.log.committed()).hasSize(4);
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
