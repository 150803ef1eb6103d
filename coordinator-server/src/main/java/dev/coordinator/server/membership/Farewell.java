package dev.coordinator.server.membership;

import dev.coordinator.server.membership.Verdict.Objection;
import dev.coordinator.server.roster.Member;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.roster.Roster;
import dev.coordinator.server.roster.Standing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Whether the other voters go on when this node is stopped. Each is asked itself, for only the leader knows of whom it hears.
 *
 * <p>Two nodes that are asked within the same moment don't know of each other. For the executor's one thread.
 */
final class Farewell {

    private final NodeId self;
    private final Roster roster;
    private final Consumer<Verdict> caller;
    private final Map<NodeId, String> unfit = new TreeMap<>();
    private int awaited;

    Farewell(NodeId self, Roster roster, Consumer<Verdict> caller) {
        this.self = self;
        this.roster = roster;
        this.caller = caller;
    }

    void ask(Electorate electorate, Executor executor) {
        List<Member> others =
                voters().stream().filter(member -> !member.id().equals(self)).toList();
        awaited = others.size();
        if (others.isEmpty()) {
            conclude();
        }
        others.forEach(other -> electorate.ask(other.raft(), found -> executor.execute(() -> heard(other, found))));
    }

    private List<Member> voters() {
        return roster.members().values().stream()
                .filter(member -> member.standing() != Standing.JOINING)
                .toList();
    }

    private void heard(Member other, Optional<Introduction> found) {
        Optional<Introduction> same = found.filter(
                answer -> answer.node().equals(other.id()) && answer.folder().equals(other.folder()));
        if (same.isEmpty()) {
            unfit.put(other.id(), found.isEmpty() ? "is out of reach" : "is another node now");
        } else if (same.get().aside()) {
            unfit.put(other.id(), "is being drained");
        }
        awaited--;
        if (awaited == 0) {
            conclude();
        }
    }

    private void conclude() {
        List<Member> voters = voters();
        boolean votes = voters.stream().anyMatch(member -> member.id().equals(self));
        int fit = voters.size() - unfit.size() - (votes ? 1 : 0);
        if (!votes || fit >= Voters.quorum(voters.size())) {
            caller.accept(new Verdict.Accepted(roster));
            return;
        }
        String who = unfit.entrySet().stream()
                .map(other -> other.getKey() + " " + other.getValue())
                .collect(Collectors.joining(", "));
        caller.accept(new Verdict.Refused(
                Objection.QUORUM_AT_RISK,
                "node " + self + " must not be stopped: without it " + fit + " of " + voters.size()
                        + " voters go on, which is no quorum" + (who.isEmpty() ? "" : "; " + who)));
    }
}
