package dev.coordinator.server.membership;

import dev.coordinator.server.membership.Verdict.Objection;
import dev.coordinator.server.replication.Failure;
import dev.coordinator.server.replication.LogStatus;
import dev.coordinator.server.replication.RosterCompletion;
import dev.coordinator.server.roster.Address;
import dev.coordinator.server.roster.Member;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.roster.Roster;
import dev.coordinator.server.roster.RosterBook;
import dev.coordinator.server.roster.Standing;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes an operator's word on who belongs to the cluster. It is checked against what the leader sees, and committed as the
 * next roster; {@link Reconciliation} does the rest.
 *
 * <p>Safe for use by any thread; nothing blocks the caller. Callbacks run on the given executor.
 */
public final class Membership {

    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

    private final RosterBook book;
    private final RosterLog log;
    private final Electorate electorate;
    private final Supplier<LogStatus> status;
    private final Executor executor;

    /** @param executor one thread, which may wait for the library's lock */
    public Membership(
            RosterBook book, RosterLog log, Electorate electorate, Supplier<LogStatus> status, Executor executor) {
        this.book = book;
        this.log = log;
        this.electorate = electorate;
        this.status = status;
        this.executor = executor;
    }

    /** Adds a node that waits there to be added. */
    public void add(NodeId id, Address api, Address raft, Consumer<Verdict> caller) {
        whenSettled(caller, (roster, voters) -> {
            Optional<Member> known = roster.member(id);
            if (known.filter(member -> member.isAt(api, raft)).isPresent()) {
                caller.accept(new Verdict.Accepted(roster));
            } else if (known.isPresent()) {
                refuse(caller, Objection.KNOWN_NODE, alreadyIn(known.get()));
            } else if (!voters.bearOneMore()) {
                refuse(
                        caller,
                        Objection.QUORUM_AT_RISK,
                        voters.described() + ", too few for a cluster of " + (voters.size() + 1)
                                + "; bring back those that are out of reach, or remove one, first");
            } else {
                electorate.ask(raft, found -> executor.execute(() -> addFound(id, api, raft, found, caller)));
            }
        });
    }

    private void addFound(
            NodeId id, Address api, Address raft, Optional<Introduction> found, Consumer<Verdict> caller) {
        if (found.isEmpty()) {
            refuse(
                    caller,
                    Objection.NOT_REACHED,
                    "no node of this cluster answers at " + raft + "; on node " + id
                            + " run `coordinator-server join` and start it first, and look at cluster.id, raft.listen"
                            + " and the network between them");
        } else if (!found.get().node().equals(id)) {
            refuse(
                    caller,
                    Objection.OTHER_NODE_THERE,
                    "at " + raft + " answers node " + found.get().node() + ", not " + id);
        } else {
            propose(
                    "event=node-added",
                    id,
                    roster -> roster.with(new Member(id, found.get().folder(), api, raft, Standing.JOINING)),
                    caller);
        }
    }

    /** Removes a node, or ends its joining. */
    public void remove(NodeId id, Consumer<Verdict> caller) {
        executor.execute(() -> {
            Optional<Member> joining =
                    book.replicated().member(id).filter(member -> member.standing() == Standing.JOINING && leads());
            if (joining.isPresent()) {
                // Its own change is what is under way, so there is nothing to wait for.
                propose("event=node-removed", id, roster -> leaving(roster, id), caller);
            } else {
                removeSettled(id, caller);
            }
        });
    }

    private void removeSettled(NodeId id, Consumer<Verdict> caller) {
        whenSettled(caller, (roster, voters) -> {
            Optional<Member> known = roster.member(id);
            if (known.isEmpty()) {
                refuse(caller, Objection.UNKNOWN_NODE, "no node of this cluster has the id " + id);
            } else if (known.get().standing() == Standing.LEAVING) {
                caller.accept(new Verdict.Accepted(roster));
            } else if (!voters.bearTheLossOf(id)) {
                refuse(
                        caller,
                        Objection.QUORUM_AT_RISK,
                        voters.size() == 1
                                ? "node " + id + " is the last one"
                                : voters.described() + ": without node " + id + " too few of them are left");
            } else {
                propose("event=node-removed", id, next -> leaving(next, id), caller);
            }
        });
    }

    private static Roster leaving(Roster roster, NodeId id) {
        return roster.member(id)
                .map(member -> roster.with(member.standing(Standing.LEAVING)))
                .orElse(roster);
    }

    /** Writes down that a node is found elsewhere from now on. It stays the voter it was. */
    public void move(NodeId id, Address api, Address raft, Consumer<Verdict> caller) {
        whenSettled(caller, (roster, voters) -> {
            Optional<Member> known = roster.member(id);
            if (known.isEmpty()) {
                refuse(caller, Objection.UNKNOWN_NODE, "no node of this cluster has the id " + id);
            } else if (known.get().isAt(api, raft)) {
                caller.accept(new Verdict.Accepted(roster));
            } else if (voters.size() > 1 && !raft.equals(known.get().raft()) && !voters.bearTheSilenceOf(id)) {
                refuse(
                        caller,
                        Objection.QUORUM_AT_RISK,
                        voters.described() + ": while node " + id + " moves too few of them are left");
            } else {
                propose("event=node-moved", id, next -> moved(next, id, api, raft), caller);
            }
        });
    }

    private static Roster moved(Roster roster, NodeId id, Address api, Address raft) {
        return roster.member(id)
                .map(member -> roster.with(member.at(api, raft)))
                .orElse(roster);
    }

    /** Says whether the other voters go on when this node, which need not lead, is stopped. Changes nothing. */
    public void spare(NodeId self, Consumer<Verdict> caller) {
        executor.execute(() -> new Farewell(self, book.current(), caller).ask(electorate, executor));
    }

    /** Begins to hand leadership over; who leads afterwards is seen in {@link LogStatus}. */
    public void handOver(Optional<NodeId> to, Consumer<Verdict> caller) {
        whenSettled(caller, Objection.NOT_NOW, Membership::unmoved, (roster, voters) -> {
            Optional<Member> target = to.flatMap(roster::member);
            if (to.isPresent() && target.filter(voters::contains).isEmpty()) {
                refuse(caller, Objection.UNKNOWN_NODE, "no voter of this cluster has the id " + to.get());
            } else if (to.isPresent() && !voters.heard().contains(to.get())) {
                refuse(caller, Objection.NOT_REACHED, "node " + to.get() + " is out of reach");
            } else {
                electorate
                        .handOver(target)
                        .ifPresentOrElse(
                                why -> refuse(caller, Objection.NOT_NOW, unmoved(roster) + " (" + why + ")"),
                                () -> caller.accept(new Verdict.Accepted(roster)));
            }
        });
    }

    /** Calls {@code then} with the present roster if this node leads and nobody else is joining or leaving. */
    private void whenSettled(Consumer<Verdict> caller, BiConsumer<Roster, Voters> then) {
        whenSettled(caller, Objection.CHANGE_UNDER_WAY, Membership::underWay, then);
    }

    private void whenSettled(
            Consumer<Verdict> caller,
            Objection unsettled,
            Function<Roster, String> why,
            BiConsumer<Roster, Voters> then) {
        executor.execute(() -> {
            if (!leads()) {
                refuse(caller, Objection.NOT_LEADER, "only the node that leads can do this");
                return;
            }
            electorate.settled(voters -> executor.execute(() -> {
                Roster roster = book.replicated();
                if (voters.isEmpty() || !roster.isWritten()) {
                    refuse(caller, unsettled, why.apply(roster));
                } else {
                    then.accept(roster, voters.get());
                }
            }));
        });
    }

    private void propose(String event, NodeId id, UnaryOperator<Roster> change, Consumer<Verdict> caller) {
        Roster present = book.replicated();
        Optional<Member> changing =
                present.changing().filter(member -> !member.id().equals(id));
        if (changing.isPresent()) {
            refuse(caller, Objection.CHANGE_UNDER_WAY, underWay(present));
            return;
        }
        Roster next;
        try {
            next = change.apply(present);
        } catch (IllegalArgumentException broken) {
            refuse(caller, Objection.BROKEN_RULE, String.valueOf(broken.getMessage()));
            return;
        }
        log.replaceRoster(next, new RosterCompletion() {
            @Override
            public void inForce() {
                LOG.info("{} node={} roster={}", event, id, next.version());
                executor.execute(() -> caller.accept(new Verdict.Accepted(next)));
            }

            @Override
            public void overtaken() {
                executor.execute(() -> refuse(caller, Objection.CHANGE_UNDER_WAY, "another change came first"));
            }

            @Override
            public void failed(Failure failure) {
                executor.execute(() -> caller.accept(new Verdict.Failed(failure)));
            }
        });
    }

    private static String underWay(Roster roster) {
        return roster.changing()
                .map(member -> "node " + member.id() + " is "
                        + (member.standing() == Standing.JOINING ? "joining" : "leaving")
                        + "; one at a time: wait for it, or remove it")
                .orElse("the voters are changing at this moment; try again");
    }

    /** The library hands leadership to nobody while it changes the voters, which includes bringing a new one up to date. */
    private static String unmoved(Roster roster) {
        return "leadership stays where it is at this moment; repeat it "
                + roster.changing()
                        .map(member -> member.standing() == Standing.JOINING
                                ? "when node " + member.id() + " has caught up and votes, or remove that one"
                                : "when node " + member.id() + " has left")
                        .orElse("shortly");
    }

    private static String alreadyIn(Member member) {
        return "node " + member.id() + " is in the cluster already, api " + member.api() + ", raft " + member.raft()
                + "; move it, or remove it first";
    }

    private boolean leads() {
        return status.get().role() == LogStatus.Role.LEADER;
    }

    private static void refuse(Consumer<Verdict> caller, Objection objection, String why) {
        caller.accept(new Verdict.Refused(objection, why));
    }
}
