package dev.coordinator.server.membership;

import dev.coordinator.server.membership.Verdict.Objection;
import dev.coordinator.server.replication.Failure;
import dev.coordinator.server.replication.LogStatus;
import dev.coordinator.server.replication.RosterCompletion;
import dev.coordinator.server.roster.Address;
import dev.coordinator.server.roster.Member;
import dev.coordinator.server.roster.NextRoster;
import dev.coordinator.server.roster.NodeChange;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.roster.Requester;
import dev.coordinator.server.roster.Roster;
import dev.coordinator.server.roster.RosterBook;
import dev.coordinator.server.roster.Standing;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
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
    public void add(NodeId id, Address api, Address raft, Requester requester, Consumer<Verdict> caller) {
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
                electorate.ask(
                        raft, found -> executor.execute(() -> addFound(id, api, raft, requester, found, caller)));
            }
        });
    }

    private void addFound(
            NodeId id,
            Address api,
            Address raft,
            Requester requester,
            Optional<Introduction> found,
            Consumer<Verdict> caller) {
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
            Member member = new Member(id, found.get().folder(), api, raft, Standing.JOINING);
            propose(book.replicated(), new NodeChange(NodeChange.Kind.ADDED, member, requester), caller);
        }
    }

    /** Removes a node, or ends its joining. */
    public void remove(NodeId id, Requester requester, Consumer<Verdict> caller) {
        executor.execute(() -> {
            Roster roster = book.replicated();
            Optional<Member> joining =
                    roster.member(id).filter(member -> member.standing() == Standing.JOINING && leads());
            if (joining.isPresent()) {
                // Its own change is what is under way, so there is nothing to wait for.
                propose(roster, removed(joining.get(), requester), caller);
            } else {
                removeSettled(id, requester, caller);
            }
        });
    }

    private static NodeChange removed(Member member, Requester requester) {
        return new NodeChange(NodeChange.Kind.REMOVED, member.standing(Standing.LEAVING), requester);
    }

    private void removeSettled(NodeId id, Requester requester, Consumer<Verdict> caller) {
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
                propose(roster, removed(known.get(), requester), caller);
            }
        });
    }

    /** Writes down that a node is found elsewhere from now on. It stays the voter it was. */
    public void move(NodeId id, Address api, Address raft, Requester requester, Consumer<Verdict> caller) {
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
                propose(
                        roster,
                        new NodeChange(NodeChange.Kind.MOVED, known.get().at(api, raft), requester),
                        caller);
            }
        });
    }

    /** Says whether the other voters go on when this node, which need not lead, is stopped. Changes nothing. */
    public void spare(NodeId self, Consumer<Verdict> caller) {
        executor.execute(() -> new Farewell(self, book.current(), caller).ask(electorate, executor));
    }

    /**
     * Begins to hand leadership over; who leads afterwards is seen in {@link LogStatus}.
     *
     * @param self this node, which leads
     * @param to empty: to the most up-to-date one that is not being drained
     */
    public void handOver(NodeId self, Optional<NodeId> to, Consumer<Verdict> caller) {
        whenSettled(caller, Objection.NOT_NOW, Membership::unmoved, (roster, voters) -> {
            Optional<Member> named = to.flatMap(roster::member).filter(voters::contains);
            if (to.isPresent() && named.isEmpty()) {
                refuse(caller, Objection.UNKNOWN_NODE, "no voter of this cluster has the id " + to.get());
            } else if (to.isPresent() && !voters.heard().contains(to.get())) {
                refuse(caller, Objection.NOT_REACHED, "node " + to.get() + " is out of reach");
            } else if (to.equals(Optional.of(self))) {
                caller.accept(new Verdict.Accepted(roster));
            } else {
                List<Member> candidates = named.map(List::of).orElseGet(() -> voters.othersThan(self, roster));
                new Succession(candidates, succession -> handOver(roster, to, succession, caller))
                        .ask(electorate, executor);
            }
        });
    }

    private void handOver(Roster roster, Optional<NodeId> to, Succession succession, Consumer<Verdict> caller) {
        Optional<Member> best = succession.best();
        if (best.isPresent()) {
            electorate
                    .handOver(best.get())
                    .ifPresentOrElse(
                            why -> refuse(caller, Objection.NOT_NOW, unmoved(roster) + " (" + why + ")"),
                            () -> caller.accept(new Verdict.Accepted(roster)));
        } else if (to.filter(succession::isBeingDrained).isPresent()) {
            refuse(
                    caller,
                    Objection.DRAINED,
                    "node " + to.get() + " is being drained and would hand leadership on at once; end its drain first");
        } else {
            String why = succession.described();
            refuse(
                    caller,
                    Objection.NOT_REACHED,
                    (to.isPresent() ? "node " : "no other voter can lead: ")
                            + (why.isEmpty() ? "none is within reach" : why));
        }
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

    /** Makes the next roster of the one that the change was judged by: if that holds no more, the change comes to nothing. */
    private void propose(Roster present, NodeChange change, Consumer<Verdict> caller) {
        NodeId id = change.member().id();
        Optional<Member> changing =
                present.changing().filter(member -> !member.id().equals(id));
        if (changing.isPresent()) {
            refuse(caller, Objection.CHANGE_UNDER_WAY, underWay(present));
            return;
        }
        NextRoster next;
        try {
            next = NextRoster.after(present, change);
        } catch (IllegalArgumentException broken) {
            refuse(caller, Objection.BROKEN_RULE, String.valueOf(broken.getMessage()));
            return;
        }
        log.replaceRoster(next, new RosterCompletion() {
            @Override
            public void inForce() {
                LOG.info(
                        "{} node={} roster={}",
                        event(change.kind()),
                        id,
                        next.roster().version());
                executor.execute(() -> caller.accept(new Verdict.Accepted(next.roster())));
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

    private static String event(NodeChange.Kind kind) {
        return switch (kind) {
            case ADDED -> "event=node-added";
            case JOINED -> "event=node-joined";
            case MOVED -> "event=node-moved";
            case REMOVED -> "event=node-removed";
            case LEFT -> "event=node-left";
        };
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
