package dev.coordinator.server.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The rules that every roster keeps, whoever makes it. */
final class RosterTest {

    private static final Member N1 = member("n1", 1, Standing.MEMBER);
    private static final Member N2 = member("n2", 2, Standing.MEMBER);

    @Test
    void oneNodeJoinsOrLeavesAtATime() {
        Roster joining = new Roster(1, List.of(N1)).with(N2.standing(Standing.JOINING));

        assertThat(joining.changing()).contains(N2.standing(Standing.JOINING));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> joining.with(N1.standing(Standing.LEAVING)))
                .withMessageContaining("one node joins or leaves at a time");
        assertThat(joining.with(N2.standing(Standing.LEAVING)).changing()).contains(N2.standing(Standing.LEAVING));
    }

    @Test
    void noTwoNodesShareAnAddressOrAName() {
        Roster one = new Roster(1, List.of(N1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.with(N2.at(N1.api(), N2.raft())))
                .withMessageContaining("share the api address 127.0.0.1:7001");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.with(N2.at(N2.api(), N1.raft())))
                .withMessageContaining("share the raft address 127.0.0.1:8001");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Roster(1, List.of(N1, N1)))
                .withMessageContaining("node n1 is named more than once");
    }

    @Test
    void aTenthNodeIsRefused() {
        List<Member> ten = IntStream.rangeClosed(1, 10)
                .mapToObj(i -> member("n" + i, i, Standing.MEMBER))
                .toList();

        assertThat(new Roster(1, ten.subList(0, 9)).members()).hasSize(9);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Roster(1, ten))
                .withMessageContaining("at most 9 nodes, not 10");
    }

    @Test
    void onlyTheNextRosterReplacesOne() {
        Roster first = new Roster(1, List.of(N1));
        Roster second = first.with(N2);

        assertThat(Roster.NONE.replacedBy(first)).isEqualTo(first);
        assertThat(first.replacedBy(second)).isEqualTo(second);
        assertThat(first.replacedBy(first)).isEqualTo(first);
        assertThat(Roster.NONE.replacedBy(second)).isEqualTo(Roster.NONE);
        assertThat(second.replacedBy(first.without(N1.id()))).isEqualTo(second);
    }

    @Test
    void theLastChangesAreRememberedInOrder() {
        Registry registry = Registry.of(new Roster(1, List.of(N1, N2)));

        for (int i = 1; i <= Registry.MOST_CHANGES + 6; i++) {
            Member moved = N2.at(new Address("127.0.0.1", 100 + i), N2.raft());
            NodeChange change = new NodeChange(NodeChange.Kind.MOVED, moved, new Requester("alice", "move " + i));
            registry = registry.after(NextRoster.after(registry.roster(), change), 1_000 + i);
        }

        assertThat(registry.history()).hasSize(Registry.MOST_CHANGES);
        assertThat(registry.history().get(0).version()).isEqualTo(8);
        RecordedChange last = registry.history().get(Registry.MOST_CHANGES - 1);
        assertThat(last.version()).isEqualTo(registry.roster().version()).isEqualTo(71);
        assertThat(last.wallMillis()).isEqualTo(1_070);
        assertThat(last.change().requester().comment()).isEqualTo("move 70");
    }

    @Test
    void aChangeThatComesTooLateIsNotRemembered() {
        Registry first = Registry.of(new Roster(1, List.of(N1, N2)));
        NodeChange left = new NodeChange(NodeChange.Kind.LEFT, N2, Requester.NONE);
        NextRoster next = NextRoster.after(first.roster(), left);
        Registry second = first.after(next, 5);

        assertThat(second.history()).containsExactly(new RecordedChange(2, 5, left));
        assertThat(second.roster().members()).containsOnlyKeys(N1.id());
        assertThat(second.after(next, 6)).isEqualTo(second);
    }

    @Test
    void whoAsksIsBrief() {
        assertThat(new Requester("\uD83D\uDE00".repeat(256), "").name()).hasSize(512);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Requester("", "x".repeat(257)))
                .withMessage("a requester's comment has at most 256 characters, not 257");
    }

    @Test
    void whatTheLogSaidOutranksWhatIsRememberedAndThatTheConfiguration() {
        Roster seed = new Roster(1, List.of(N1));
        RosterBook book = new RosterBook(seed);
        assertThat(book.current()).isEqualTo(seed);

        book.remembered(seed.with(N2));
        assertThat(book.current()).isEqualTo(seed.with(N2));
        assertThat(book.replicated()).isEqualTo(Roster.NONE);

        Roster later = seed.with(N2).without(N1.id());
        book.replicated(Registry.of(later));
        assertThat(book.current()).isEqualTo(later);
    }

    @Test
    void aReplayOfTheLogDoesNotMakeANodeForgetWhatItKnewLast() {
        Roster seed = new Roster(1, List.of(N1));
        RosterBook book = new RosterBook(seed);
        book.remembered(seed.with(N2));

        book.replicated(Registry.of(seed));

        assertThat(book.current()).isEqualTo(seed.with(N2));
    }

    @Test
    void aNewFolderIsNeverTakenForOneOfTheFirst() {
        SplittableRandom random = new SplittableRandom(7);

        for (int i = 0; i < 10_000; i++) {
            assertThat(FolderId.draw(random)).isNotEqualTo(FolderId.FIRST);
        }
    }

    @Test
    void addressesAreReadAsTheyAreWritten() {
        for (String text : List.of("n1:7400", "10.0.0.1:1", "[2001:db8::1]:65535", "n1.example.net:7400")) {
            assertThat(Address.parse(text)).hasToString(text);
        }
        for (String text : List.of("n1", ":7400", "n1:", "n1:0", "n1:65536", "2001:db8::1:7400", "a b:1", "n1:x", "")) {
            assertThatIllegalArgumentException().as(text).isThrownBy(() -> Address.parse(text));
        }
    }

    private static Member member(String id, int number, Standing standing) {
        return new Member(
                new NodeId(id),
                FolderId.FIRST,
                new Address("127.0.0.1", 7000 + number),
                new Address("127.0.0.1", 8000 + number),
                standing);
    }
}
