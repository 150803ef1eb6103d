package dev.coordinator.server.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coordinator.server.membership.Electorate;
import dev.coordinator.server.membership.Introduction;
import dev.coordinator.server.membership.Voters;
import dev.coordinator.server.roster.Address;
import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.Member;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.roster.Registry;
import dev.coordinator.server.roster.Roster;
import dev.coordinator.server.roster.RosterBook;
import dev.coordinator.server.roster.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Voters come and go one at a time, under names that stay while addresses and folders don't. */
final class ElectorateTest {

    private static final NodeId C = new NodeId("c");
    private static final NodeId D = new NodeId("d");

    @TempDir
    Path root;

    private final Map<NodeId, RosterBook> books = new HashMap<>();

    @Test
    void aNewNodeGetsTheLogAndThenVotes() throws IOException {
        try (TestGroup group = three()) {
            List<String> entries = group.appendMany("e", 50);
            Member fourth = joining(group, D);
            assertThat(group.node(D).waits()).isTrue();

            assertThat(outcome(done -> leader(group).add(fourth, done))).isEmpty();

            assertThat(voters(group).folders())
                    .containsEntry(D, fourth.folder())
                    .hasSize(4);
            group.awaitEverywhere(entries);
            assertThat(group.node(D).waits()).isFalse();
        }
    }

    @Test
    void aNodeThatIsNotThereIsNeverAVoter() throws IOException {
        try (TestGroup group = three()) {
            group.addStranger("d", TestGroup.freeAddress());
            Member absent = memberOf(group, D, new FolderId(5));
            books.values()
                    .forEach(book ->
                            book.replicated(Registry.of(book.current().with(absent.standing(Standing.JOINING)))));
            group.awaitLeader();

            assertThat(outcome(done -> leader(group).add(absent, done))).isPresent();

            assertThat(voters(group).folders()).hasSize(3);
            group.awaitEverywhere(group.appendMany("e", 5));
        }
    }

    @Test
    void aWipedNodeIsNotTheVoterItWas() throws IOException {
        try (TestGroup group = three()) {
            List<String> entries = group.appendMany("e", 20);
            NodeId wiped = group.someFollower();
            group.stop(wiped);
            List<String> more = group.appendMany("f", 20);
            delete(group.folder(wiped));
            FolderId fresh = group.makeJoining(wiped);
            group.start(wiped, bookOf(wiped));

            await().atMost(TestGroup.PATIENCE)
                    .until(() -> !voters(group).heard().contains(wiped));
            assertThat(group.node(wiped).waits()).isTrue();
            assertThat(group.tape(wiped).entries()).isEmpty();

            Member old = memberOf(group, wiped, FolderId.FIRST);
            Member anew = memberOf(group, wiped, fresh);
            assertThat(outcome(done -> leader(group).remove(old, done))).isEmpty();
            books.values().forEach(book -> {
                Roster without = book.current().without(wiped);
                book.replicated(Registry.of(without));
                book.replicated(Registry.of(without.with(anew)));
            });
            await().atMost(TestGroup.PATIENCE)
                    .until(() -> outcome(done -> leader(group).add(anew, done)).isEmpty());
            assertThat(voters(group).folders()).containsEntry(wiped, fresh).hasSize(3);
            entries.addAll(more);
            await().atMost(TestGroup.PATIENCE)
                    .untilAsserted(() -> assertThat(group.tape(wiped).entries()).isEqualTo(entries));
        }
    }

    @Test
    void aNodeThatMovesIsFoundWhereTheRosterSays() throws IOException {
        try (TestGroup group = three()) {
            List<String> entries = group.appendMany("e", 5);
            NodeId mover = group.someFollower();
            group.stop(mover);
            group.addStranger(mover.value(), TestGroup.freeAddress());
            Member moved = memberOf(group, mover, FolderId.FIRST);
            books.values()
                    .forEach(book -> book.replicated(Registry.of(book.current().with(moved))));
            entries.addAll(group.appendMany("f", 5));

            group.start(mover, bookOf(mover));

            group.awaitEverywhere(entries);
            assertThat(voters(group).folders()).hasSize(3);
            await().atMost(TestGroup.PATIENCE).until(() -> voters(group).heard().contains(mover));
        }
    }

    @Test
    void aRemovedNodeDoesNotDisturbTheOthers() throws IOException {
        try (TestGroup group = three()) {
            NodeId removed = group.someFollower();
            assertThat(outcome(done -> leader(group).remove(memberOf(group, removed, FolderId.FIRST), done)))
                    .isEmpty();
            NodeId leader = new NodeId(leaderOf(group).value());

            List<String> entries = group.appendMany("e", 10);

            assertThat(leaderOf(group)).isEqualTo(leader);
            assertThat(voters(group).folders()).hasSize(2).doesNotContainKey(removed);
            assertThat(group.tape(leader).entries()).isEqualTo(entries);
        }
    }

    @Test
    void whoListensSaysWhoTheyAre() throws IOException {
        try (TestGroup group = three()) {
            RaftAddress there = group.address(C);
            CompletableFuture<Optional<Introduction>> answer = new CompletableFuture<>();

            leader(group).ask(new Address(there.host(), there.port()), answer::complete);

            assertThat(answer.orTimeout(20, TimeUnit.SECONDS).join().map(Introduction::node))
                    .contains(C);
        }
    }

    @Test
    void aNodeFindsTheOthersAgainByWhatItRemembers() throws IOException {
        try (TestGroup group = three()) {
            Roster moved = new Roster(7, bookOf(C).current().members().values());
            bookOf(C).replicated(Registry.of(moved));
            Path file = group.folder(C).resolve("roster");
            await().atMost(TestGroup.PATIENCE).until(() -> file.toFile().exists());
            group.stop(C);

            RosterBook fresh = new RosterBook(new Roster(1, List.of()));
            group.start(C, fresh);

            assertThat(fresh.current()).isEqualTo(moved);
        }
    }

    private RosterBook bookOf(NodeId node) {
        return Optional.ofNullable(books.get(node)).orElseThrow();
    }

    private TestGroup three() throws IOException {
        TestGroup group = TestGroup.of(root, 1_000_000, "a", "b", "c");
        for (NodeId node : group.members()) {
            books.put(node, group.book());
            group.start(node, bookOf(node));
        }
        group.awaitLeader();
        return group;
    }

    /** Started, and in the others' rosters. */
    private Member joining(TestGroup group, NodeId node) throws IOException {
        group.addStranger(node.value(), TestGroup.freeAddress());
        Member member = memberOf(group, node, group.makeJoining(node));
        books.values()
                .forEach(book -> book.replicated(Registry.of(book.current().with(member.standing(Standing.JOINING)))));
        books.put(node, new RosterBook(books.values().iterator().next().current()));
        group.start(node, bookOf(node));
        return member;
    }

    private static Member memberOf(TestGroup group, NodeId node, FolderId folder) {
        RaftAddress at = group.address(node);
        return new Member(
                node, folder, new Address("127.0.0.2", at.port()), new Address(at.host(), at.port()), Standing.MEMBER);
    }

    /** The node that says of itself that it leads; one that was removed follows nobody. */
    private static NodeId leaderOf(TestGroup group) {
        return await().atMost(TestGroup.PATIENCE)
                .until(
                        () -> group.members().stream()
                                .filter(node -> group.isRunning(node)
                                        && group.node(node).heard().isPresent())
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static Electorate leader(TestGroup group) {
        return group.node(leaderOf(group)).electorate();
    }

    private static Voters voters(TestGroup group) {
        return await().atMost(TestGroup.PATIENCE)
                .until(
                        () -> {
                            CompletableFuture<Optional<Voters>> answer = new CompletableFuture<>();
                            leader(group).settled(answer::complete);
                            return answer.orTimeout(20, TimeUnit.SECONDS).join();
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    private static Optional<String> outcome(Consumer<Consumer<Optional<String>>> step) {
        CompletableFuture<Optional<String>> done = new CompletableFuture<>();
        step.accept(done::complete);
        return done.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
