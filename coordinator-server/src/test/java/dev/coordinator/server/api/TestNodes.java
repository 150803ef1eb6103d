package dev.coordinator.server.api;

import dev.coordinator.server.membership.Electorate;
import dev.coordinator.server.membership.Introduction;
import dev.coordinator.server.membership.Membership;
import dev.coordinator.server.membership.Progress;
import dev.coordinator.server.membership.Voters;
import dev.coordinator.server.replication.LogWrites;
import dev.coordinator.server.replication.RosterCompletion;
import dev.coordinator.server.roster.Address;
import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.Member;
import dev.coordinator.server.roster.NextRoster;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.roster.Roster;
import dev.coordinator.server.roster.RosterBook;
import dev.coordinator.server.roster.Standing;
import dev.coordinator.server.security.CertificateStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Two nodes, n1 (the one asked) and n2, whose voters are what the test says, and whose log takes every roster at once. */
final class TestNodes implements Electorate, OwnNode {

    /** Of every entry. */
    static final long WALL = 1_700_000_000_000L;

    final RosterBook book = new RosterBook(new Roster(1, List.of(member("n2", 2), member("n1", 1))));
    final Map<NodeId, FolderId> voters = new HashMap<>();
    final Set<NodeId> heard = new HashSet<>();
    final Map<Address, Introduction> introductions = new HashMap<>();
    Optional<Introduction> listening = Optional.empty();
    Optional<Progress> progress = Optional.empty();
    Optional<String> obstacle = Optional.empty();
    List<CertificateStatus> certificates = List.of();
    boolean aside;
    String metrics = "";

    TestNodes() {
        for (String name : List.of("n1", "n2")) {
            voters.put(new NodeId(name), FolderId.FIRST);
            heard.add(new NodeId(name));
        }
    }

    ClusterNodes nodes(InstantLog log) {
        return new ClusterNodes(
                book, new Membership(book, this::replace, this, log::status, Runnable::run), () -> progress, this);
    }

    @Override
    public List<CertificateStatus> certificates() {
        return certificates;
    }

    private void replace(NextRoster next, RosterCompletion completion) {
        book.replicated(book.registry().after(next, WALL));
        completion.inForce();
    }

    static Member member(String name, int number) {
        return new Member(
                new NodeId(name),
                FolderId.FIRST,
                new Address("host" + number, 7400),
                new Address("host" + number, 7401),
                Standing.MEMBER);
    }

    @Override
    public void settled(Consumer<Optional<Voters>> answer) {
        answer.accept(Optional.of(new Voters(voters, heard)));
    }

    @Override
    public void add(Member member, Consumer<Optional<String>> done) {
        done.accept(Optional.empty());
    }

    @Override
    public void remove(Member member, Consumer<Optional<String>> done) {
        done.accept(Optional.empty());
    }

    @Override
    public Optional<String> handOver(Member to) {
        return obstacle;
    }

    @Override
    public void ask(Address raft, Consumer<Optional<Introduction>> answer) {
        answer.accept(Optional.ofNullable(introductions.get(raft)).or(() -> listening));
    }

    @Override
    public Optional<Set<NodeId>> heard() {
        return Optional.of(heard);
    }

    @Override
    public boolean waits() {
        return false;
    }

    @Override
    public Disk disk() {
        return new Disk(3, 4);
    }

    @Override
    public LogWrites logWrites() {
        return new LogWrites(
                Duration.ofMinutes(1), 5, Duration.ofNanos(200_000), Duration.ofMillis(3), Duration.ofMillis(4));
    }

    @Override
    public void metrics(Consumer<String> taker) {
        taker.accept(metrics);
    }

    @Override
    public void standAside(boolean isAside) {
        aside = isAside;
    }
}
