package dev.coordinator.server.membership;

import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.Member;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.roster.Roster;
import dev.coordinator.server.roster.Standing;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who votes, by the consensus library's own record, and of whom the leader has heard lately.
 *
 * @param folders of all voters, by node
 * @param heard of the voters, the leader itself included
 */
public record Voters(Map<NodeId, FolderId> folders, Set<NodeId> heard) {

    public Voters {
        folders = Map.copyOf(folders);
        heard = Set.copyOf(heard);
    }

    int size() {
        return folders.size();
    }

    boolean contains(Member member) {
        return member.folder().equals(folders.get(member.id()));
    }

    /** Whether those heard of are enough when one more, which answers, is a voter too. */
    boolean bearOneMore() {
        return heard.size() + 1 >= quorum(size() + 1);
    }

    /** Whether those heard of are enough when this one is no voter any more. */
    boolean bearTheLossOf(NodeId node) {
        return heardWithout(node) >= quorum(size() - 1);
    }

    /** Whether those heard of are enough while this one, still a voter, is out of reach. */
    boolean bearTheSilenceOf(NodeId node) {
        return heardWithout(node) >= quorum(size());
    }

    /** Who else may lead: members that vote and are heard of, in order of id. */
    List<Member> othersThan(NodeId self, Roster roster) {
        return roster.members().values().stream()
                .filter(member -> member.standing() == Standing.MEMBER
                        && contains(member)
                        && heard.contains(member.id())
                        && !member.id().equals(self))
                .toList();
    }

    /** For a sentence: "2 of 3 voters (n3 is out of reach)". */
    String described() {
        Map<NodeId, FolderId> silent = new TreeMap<>(folders);
        heard.forEach(silent::remove);
        String said = heard.size() + " of " + size() + " voters are within reach";
        return silent.isEmpty() ? said : said + " (not: " + String.join(", ", names(silent)) + ")";
    }

    private static Iterable<String> names(Map<NodeId, FolderId> nodes) {
        return nodes.keySet().stream().map(NodeId::value).toList();
    }

    private long heardWithout(NodeId node) {
        return heard.stream().filter(other -> !other.equals(node)).count();
    }

    static int quorum(int voters) {
        return voters / 2 + 1;
    }
}
