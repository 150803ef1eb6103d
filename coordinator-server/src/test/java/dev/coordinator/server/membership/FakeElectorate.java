package dev.coordinator.server.membership;

import dev.coordinator.server.replication.Failure;
import dev.coordinator.server.replication.LogStatus;
import dev.coordinator.server.replication.RosterCompletion;
import dev.coordinator.server.roster.Address;
import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.Member;
import dev.coordinator.server.roster.NextRoster;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.roster.Registry;
import dev.coordinator.server.roster.Roster;
import dev.coordinator.server.roster.RosterBook;
import dev.coordinator.server.roster.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Voters that change as the test lets them, and a log that takes every roster at once unless it is told to fail. */
final class FakeElectorate implements Electorate {

    /** Of every entry. */
    static final long WALL = 1_700_000_000_000L;

    final Map<NodeId, FolderId> voters = new HashMap<>();
    final Set<NodeId> silent = new HashSet<>();
    final List<String> asked = new ArrayList<>();
    final List<Roster> written = new ArrayList<>();
    final RosterBook book;
    LogStatus.Role role = LogStatus.Role.LEADER;
    boolean settled = true;
    final Map<Address, Introduction> introductions = new HashMap<>();
    Optional<Introduction> listening = Optional.empty();
    Optional<String> obstacle = Optional.empty();
    Optional<Failure> logFailure = Optional.empty();

    /** Members n1 to n-count, all of them voters and heard of. */
    FakeElectorate(int count) {
        Roster roster = new Roster(
                1,
                IntStream.rangeClosed(1, count).mapToObj(FakeElectorate::member).toList());
        book = new RosterBook(roster);
        book.replicated(Registry.of(roster));
        roster.members().values().forEach(member -> voters.put(member.id(), member.folder()));
    }

    static NodeId id(int number) {
        return new NodeId("n" + number);
    }

    static Address api(int number) {
        return new Address("10.0.0." + number, 7400);
    }

    static Address raft(int number) {
        return new Address("10.0.0." + number, 7401);
    }

    static Member member(int number) {
        return new Member(id(number), FolderId.FIRST, api(number), raft(number), Standing.MEMBER);
    }

    LogStatus status() {
        return new LogStatus(role, 1, Optional.empty(), 0, 0, 0);
    }

    void replaceRoster(NextRoster next, RosterCompletion completion) {
        if (logFailure.isPresent()) {
            completion.failed(logFailure.get());
        } else if (book.replicated().replacedBy(next.roster()).equals(next.roster())) {
            written.add(next.roster());
            book.replicated(book.registry().after(next, WALL));
            completion.inForce();
        } else {
            completion.overtaken();
        }
    }

    @Override
    public void settled(Consumer<Optional<Voters>> answer) {
        Set<NodeId> heard = new HashSet<>(voters.keySet());
        heard.removeAll(silent);
        answer.accept(settled ? Optional.of(new Voters(voters, heard)) : Optional.empty());
    }

    @Override
    public void add(Member member, Consumer<Optional<String>> done) {
        asked.add("add " + member.id());
        if (obstacle.isEmpty()) {
            voters.put(member.id(), member.folder());
        }
        done.accept(obstacle);
    }

    @Override
    public void remove(Member member, Consumer<Optional<String>> done) {
        asked.add("remove " + member.id());
        if (obstacle.isEmpty()) {
            voters.remove(member.id());
        }
        done.accept(obstacle);
    }

    @Override
    public Optional<String> handOver(Member to) {
        asked.add("hand over to " + to.id());
        return obstacle;
    }

    @Override
    public void ask(Address raft, Consumer<Optional<Introduction>> answer) {
        asked.add("ask " + raft);
        answer.accept(Optional.ofNullable(introductions.get(raft)).or(() -> listening));
    }
}
