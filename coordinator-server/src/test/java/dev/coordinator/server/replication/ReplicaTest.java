package dev.coordinator.server.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coordinator.server.journal.AnyValues;
import dev.coordinator.server.journal.Entries;
import dev.coordinator.server.journal.Group;
import dev.coordinator.server.journal.Images;
import dev.coordinator.server.journal.JournalException;
import dev.coordinator.server.journal.Outcomes;
import dev.coordinator.server.journal.OutcomesCodec;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Handle;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.LeaseMachine;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The same log gives the same state, byte for byte, on every node (S8). */
final class ReplicaTest {

    @Test
    void threeNodesAgreeByteForByteThoughOneJoinsBySnapshotMidway() throws IOException {
        for (long seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            Node leader = Node.leading();
            Node second = new Node(Node.PLENTY);
            replay(leader, second);
            for (int step = 0; step < 60; step++) {
                run(random, leader, second);
            }

            Node third = new Node(Node.PLENTY);
            third.replica.install(leader.log.committed().size(), new ByteArrayInputStream(second.image()));
            for (int step = 0; step < 60; step++) {
                run(random, leader, second, third);
            }

            assertThat(second.image()).as("seed %d", seed).isEqualTo(leader.image());
            assertThat(third.image()).as("seed %d", seed).isEqualTo(leader.image());
            assertThat(second.changes).as("seed %d", seed).isEqualTo(leader.changes.subList(0, second.changes.size()));
            assertThat(third.replaced).hasSize(1);
            assertThat(second.due).as("seed %d", seed).isEqualTo(leader.due);
            assertThat(leader.changes.subList(leader.changes.size() - third.changes.size(), leader.changes.size()))
                    .as("seed %d", seed)
                    .isEqualTo(third.changes);
        }
    }

    private static void replay(Node from, Node to) {
        for (int i = 0; i < from.log.committed().size(); i++) {
            to.replica.apply(i + 1, from.log.committed().get(i), Optional.empty());
        }
    }

    private static void run(Random random, Node leader, Node... others) {
        leader.clock.advanceMillis(random.nextInt(5) == 0 ? random.nextInt(40_000) : random.nextInt(500));
        for (int i = random.nextInt(8); i >= 0; i--) {
            leader.submit(anyCommand(random));
        }
        leader.proposals.tick();
        leader.log.commitAll(
                leader.replica, Arrays.stream(others).map(node -> node.replica).toArray(LogConsumer[]::new));
    }

    /** Of few pools and instances, so that they meet; now and then one of any shape. */
    private static Command anyCommand(Random random) {
        PoolName pool = new PoolName("p" + random.nextInt(3));
        InstanceId instance = new InstanceId("i" + random.nextInt(4));
        Incarnation run = new Incarnation(1 + random.nextInt(3));
        Holding holding = List.of(Holding.UNSAID, Holding.NOTHING, new Holding.Claim(1 + random.nextInt(20)))
                .get(random.nextInt(3));
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 ->
                new Command.CheckIn(
                        pool,
                        instance,
                        run,
                        random.nextInt(4) == 0 ? List.of(new Incarnation(1 + random.nextInt(3))) : List.of(),
                        random.nextInt(20),
                        1 + random.nextInt(200),
                        Profile.PLAIN.withElectable(random.nextInt(5) > 0, "busy"),
                        holding,
                        random.nextInt(10) == 0,
                        true);
            case 4, 5, 6, 7 -> new Command.Renewal(new Handle(random.nextInt(20)), random.nextInt(300), holding);
            case 8 -> random.nextBoolean() ? new Command.Barrier() : new Command.Leave(pool, instance, run, 150);
            default -> new AnyValues(random.nextLong()).command();
        };
    }

    @Test
    void decisionsOfAnOwnGroupAreThoseOfItsBytes() {
        Node leader = Node.leading();
        Random random = new Random(5);
        for (int step = 0; step < 200; step++) {
            leader.clock.advanceMillis(random.nextInt(2_000));
            LeaseMachine twin = twin(leader);
            List<Outcome> outcomes = new ArrayList<>();
            outcomes.add(leader.submit(anyCommand(random)));

            Group group = Entries.decode(leader.log.entries().get(0));
            leader.log.commit(leader.replica);

            List<Decision> decoded = twin.apply(group.stamp(), group.commands(), change -> {});
            assertThat(outcomes.get(0).calls).isEqualTo(decoded);
            Outcomes sent = new Outcomes.Decided(1, decoded);
            assertThat(OutcomesCodec.decode(OutcomesCodec.encode(sent))).isEqualTo(sent);
            leader.log.commitAll(leader.replica);
        }
    }

    private static LeaseMachine twin(Node node) {
        try {
            return LeaseMachine.from(
                    Images.read(new ByteArrayInputStream(node.image())).state());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void entryThatCannotBeDecodedLeavesNothingHalfApplied() throws IOException {
        Node node = Node.leading();
        node.submit(Node.checkIn("p", "a"));
        node.log.commitAll(node.replica);
        byte[] before = node.image();
        int changes = node.changes.size();
        long index = node.replica.applied().index();
        byte[] good = Entries.encode(new AnyValues(3).group());

        for (byte[] bad : List.of(new byte[] {9, 9, 9}, Arrays.copyOf(good, good.length - 1), new byte[0])) {
            assertThatExceptionOfType(JournalException.class)
                    .isThrownBy(() -> node.replica.apply(index + 1, bad, Optional.empty()));
        }

        assertThat(node.image()).isEqualTo(before);
        assertThat(node.changes).hasSize(changes);
        assertThat(node.replica.applied().index()).isEqualTo(index);
    }

    @Test
    void damagedSnapshotLeavesTheStateAsItWas() throws IOException {
        Node node = Node.leading();
        node.submit(Node.checkIn("p", "a"));
        node.log.commitAll(node.replica);
        byte[] before = node.image();
        byte[] damaged = before.clone();
        damaged[damaged.length / 2] ^= 1;

        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> node.replica.install(99, new ByteArrayInputStream(damaged)));

        assertThat(node.image()).isEqualTo(before);
        assertThat(node.replaced).isEmpty();
    }

    @Test
    void imageIsAPictureOfItsMomentHoweverLateItIsWritten() throws IOException {
        Node node = Node.leading();
        byte[] before = node.image();
        SnapshotImage taken = node.replica.image();
        node.submit(Node.checkIn("p", "a"));
        node.log.commitAll(node.replica);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        taken.writeTo(out);

        assertThat(out.toByteArray()).isEqualTo(before).isNotEqualTo(node.image());
    }

    @Test
    void newLeadershipCountsOnFromTheTimeOfTheSnapshot() throws IOException {
        Node old = Node.leading();
        old.clock.advanceMillis(1_500);
        old.submit(Node.checkIn("p", "a"));
        old.log.commitAll(old.replica);
        Node node = Node.following();
        node.replica.install(7, new ByteArrayInputStream(old.image()));

        node.replica.leadershipGained(new Term(9));
        node.clock.advanceMillis(10);
        node.barrier();

        assertThat(node.stampOf(node.log.entries().get(0))).isEqualTo(1_500);
        assertThat(node.stampOf(node.log.entries().get(1))).isEqualTo(1_510);
        assertThat(node.due).isPresent().isEqualTo(old.due);
        assertThat(node.due.get()).isNotEqualTo(ClusterTime.NEVER);
    }
}
