package dev.coordinator.server.node;

import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.Member;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.roster.RecordedChange;
import dev.coordinator.server.roster.Registry;
import dev.coordinator.server.roster.Roster;
import dev.coordinator.server.roster.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Who the nodes of a lost cluster were, as the log of one survivor has it, and whether that one had a vote.
 *
 * @param self the survivor
 * @param folder of the survivor's data
 * @param logged what its log says of the nodes; unwritten where it says nothing
 * @param configured what its configuration says of a new cluster's nodes
 * @param voters who votes, by the last configuration in its log, on which folder; empty: it has none
 */
record SurvivorNodes(NodeId self, FolderId folder, Registry logged, Roster configured, Map<NodeId, FolderId> voters) {

    SurvivorNodes {
        voters = Map.copyOf(voters);
    }

    /** For people, several lines. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        boolean written = logged.roster().isWritten();
        lines.add(
                written
                        ? "  the nodes, as its log has them (roster "
                                + logged.roster().version() + "):"
                        : "  its log doesn't say who the nodes are; by its configuration:");
        Roster roster = written ? logged.roster() : configured;
        roster.members().values().forEach(member -> lines.add(line(member)));
        if (roster.member(self).isEmpty()) {
            lines.add("    " + self + " is not among them");
        }
        logged.history().stream()
                .reduce((earlier, later) -> later)
                .ifPresent(last -> lines.add("  the last change of them: " + words(last)));
        return lines;
    }

    private String line(Member member) {
        return "    " + member.id() + "  api " + member.api() + "  raft " + member.raft() + "  " + standing(member)
                + (member.id().equals(self) ? ", THIS NODE" : "");
    }

    private String standing(Member member) {
        boolean votes = voters.isEmpty() || member.folder().equals(voters.get(member.id()));
        return switch (member.standing()) {
            case MEMBER -> votes ? "voter" : "not yet a voter";
            case JOINING -> votes ? "voter, just joined" : "joining, no voter";
            case LEAVING -> votes ? "leaving, still a voter" : "leaving, no voter any more";
        };
    }

    private static String words(RecordedChange last) {
        String by = last.change().requester().name();
        return last.change().member().id() + " " + last.change().kind().name().toLowerCase(Locale.ROOT)
                + (by.isEmpty() ? "" : " by " + by) + ", " + BackupWords.time(last.wallMillis());
    }

    /**
     * Why the others may have decided without this node whatever they liked, as far as its own log can tell; empty: it had a
     * vote. One that was stopped when it was removed can't know.
     */
    Optional<String> withoutVote() {
        Roster roster = logged.roster().isWritten() ? logged.roster() : configured;
        Optional<Member> member = roster.member(self);
        Optional<FolderId> votesOn = Optional.ofNullable(voters.get(self));
        if (member.isPresent() && member.get().standing() == Standing.LEAVING) {
            return Optional.of("node " + self + " was removed from the cluster");
        }
        if (votesOn.isPresent() && !votesOn.get().equals(folder)) {
            return Optional.of("another data folder of node " + self + " votes, and not this one");
        }
        if (votesOn.isEmpty() && (!voters.isEmpty() || member.isEmpty())) {
            return Optional.of(
                    member.filter(each -> each.standing() == Standing.JOINING).isPresent()
                            ? "node " + self + " was joining and had no vote yet"
                            : "node " + self + " is no voter of the cluster: it was removed, or never joined");
        }
        return Optional.empty();
    }
}
