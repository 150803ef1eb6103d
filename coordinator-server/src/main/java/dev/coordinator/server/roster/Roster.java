package dev.coordinator.server.roster;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The nodes of the cluster, as replicated to all of them.
 *
 * @param version how often it was replaced; 0 before it was first written
 * @param members in order of id, at most {@value #MOST_MEMBERS}
 */
public record Roster(long version, SortedMap<NodeId, Member> members) {

    /** How many nodes a cluster has at most; with more, each decision waits for more disks than it gains safety. */
    public static final int MOST_MEMBERS = 9;

    /** Before it was first written: nothing is known from the log. */
    public static final Roster NONE = new Roster(0, List.of());

    public Roster(long version, Collection<Member> members) {
        this(version, byId(members));
    }

    public Roster {
        members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
        require(version >= 0, "a version is not negative: " + version);
        require(
                members.size() <= MOST_MEMBERS,
                "a cluster has at most " + MOST_MEMBERS + " nodes, not " + members.size());
        Set<Address> raft = new HashSet<>();
        Set<Address> api = new HashSet<>();
        members.values().forEach(member -> {
            require(raft.add(member.raft()), "two nodes share the raft address " + member.raft());
            require(api.add(member.api()), "two nodes share the api address " + member.api());
        });
        require(
                members.values().stream()
                                .filter(member -> member.standing() != Standing.MEMBER)
                                .count()
                        <= 1,
                "one node joins or leaves at a time");
    }

    private static SortedMap<NodeId, Member> byId(Collection<Member> members) {
        SortedMap<NodeId, Member> sorted = new TreeMap<>();
        members.forEach(member ->
                require(sorted.put(member.id(), member) == null, "node " + member.id() + " is named more than once"));
        return sorted;
    }

    /** Whether it was ever written. */
    public boolean isWritten() {
        return version > 0;
    }

    public Optional<Member> member(NodeId id) {
        return Optional.ofNullable(members.get(id));
    }

    /** The node on its way in or out. */
    public Optional<Member> changing() {
        return members.values().stream()
                .filter(member -> member.standing() != Standing.MEMBER)
                .findFirst();
    }

    /**
     * The next roster, with this node as given.
     *
     * @throws IllegalArgumentException if that breaks a rule of rosters
     */
    public Roster with(Member member) {
        Map<NodeId, Member> next = new TreeMap<>(members);
        next.put(member.id(), member);
        return new Roster(version + 1, next.values());
    }

    /** The next roster, without this node. */
    public Roster without(NodeId id) {
        Map<NodeId, Member> next = new TreeMap<>(members);
        next.remove(id);
        return new Roster(version + 1, next.values());
    }

    /** What is to hold after {@code next} was read from the log: it counts only if it replaces this one. */
    public Roster replacedBy(Roster next) {
        return next.version == version + 1 ? next : this;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
