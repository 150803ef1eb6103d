package dev.coordinator.server.membership;

import dev.coordinator.server.replication.Failure;
import dev.coordinator.server.replication.LogStatus;
import dev.coordinator.server.replication.RosterCompletion;
import dev.coordinator.server.roster.Member;
import dev.coordinator.server.roster.NextRoster;
import dev.coordinator.server.roster.NodeChange;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.roster.Requester;
import dev.coordinator.server.roster.Roster;
import dev.coordinator.server.roster.RosterBook;
import dev.coordinator.server.roster.Standing;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * On the node that leads: brings the voters to what the roster says, step by step, and then the roster to what is done. Each
 * step is begun anew from what is true, so a leader that comes in between goes on where the one before it stopped.
 *
 * <p>A node that joins: caught up and made a voter, then written down as a member. A node that leaves: voter no more, then
 * taken from the roster; when it leads itself, it hands leadership over first.
 */
public final class Reconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final NodeId self;
    private final RosterBook book;
    private final RosterLog log;
    private final Electorate electorate;
    private final Supplier<LogStatus> status;
    private final Executor executor;
    private final LongSupplier monotonicNanos;
    private final AtomicBoolean reviewQueued = new AtomicBoolean();
    private volatile Optional<Progress> progress = Optional.empty();
    private boolean busy;
    private long pauseUntilNanos;
    private long lookAtNanos;

    /** @param executor one thread, which may wait for the library's lock */
    public Reconciliation(
            NodeId self,
            RosterBook book,
            RosterLog log,
            Electorate electorate,
            Supplier<LogStatus> status,
            Executor executor,
            LongSupplier monotonicNanos) {
        this.self = self;
        this.book = book;
        this.log = log;
        this.electorate = electorate;
        this.status = status;
        this.executor = executor;
        this.monotonicNanos = monotonicNanos;
        this.pauseUntilNanos = monotonicNanos.getAsLong();
        this.lookAtNanos = pauseUntilNanos;
    }

    /** How far a node that joins or leaves has come, as far as this node has seen it to by leading. */
    public Optional<Progress> progress() {
        Optional<Progress> last = progress;
        return last.filter(seen -> book.current()
                .changing()
                .filter(member -> member.id().equals(seen.node()))
                .isPresent());
    }

    /** Takes the next step if there is one; to be called now and then. */
    public void review() {
        if (reviewQueued.compareAndSet(false, true)) {
            executor.execute(() -> {
                reviewQueued.set(false);
                reviewInTurn();
            });
        }
    }

    private void reviewInTurn() {
        Roster roster = book.replicated();
        boolean leads = status.get().role() == LogStatus.Role.LEADER;
        if (!leads) {
            // What this node began as the leader is another's to end; the library may not tell of it.
            busy = false;
        }
        if (!leads || (roster.isWritten() && roster.changing().isEmpty())) {
            return;
        }
        roster.changing()
                .filter(member -> member.standing() == Standing.JOINING)
                .ifPresent(this::look);
        if (busy || pauseUntilNanos - monotonicNanos.getAsLong() > 0) {
            return;
        }
        busy = true;
        electorate.settled(voters -> executor.execute(() -> {
            if (voters.isEmpty()) {
                rest(Optional.empty());
            } else {
                step(book.replicated(), voters.get());
            }
        }));
    }

    private void step(Roster roster, Voters voters) {
        Optional<Member> changing = roster.changing();
        if (!roster.isWritten()) {
            write(NextRoster.first(book.seed()));
        } else if (changing.isEmpty()) {
            busy = false;
        } else if (changing.get().standing() == Standing.JOINING) {
            join(roster, changing.get(), voters);
        } else {
            leave(roster, changing.get(), voters);
        }
    }

    private void join(Roster roster, Member member, Voters voters) {
        if (voters.contains(member)) {
            LOG.info("event=node-joined node={}", member.id());
            write(next(roster, NodeChange.Kind.JOINED, member.standing(Standing.MEMBER)));
        } else {
            electorate.add(member, ended(member));
        }
    }

    private void leave(Roster roster, Member member, Voters voters) {
        if (!voters.contains(member)) {
            LOG.info("event=node-left node={}", member.id());
            write(next(roster, NodeChange.Kind.LEFT, member));
        } else if (member.id().equals(self)) {
            retreat(roster, voters);
        } else {
            electorate.remove(member, ended(member));
        }
    }

    /** A node that leaves and leads hands leadership over first; it tries again until it no longer leads. */
    private void retreat(Roster roster, Voters voters) {
        new Succession(voters.othersThan(self, roster), succession -> {
                    Optional<String> trouble = succession
                            .best()
                            .map(electorate::handOver)
                            .orElseGet(() -> Optional.of("no other voter can lead: " + succession.described()));
                    say(self, 0, trouble.orElse(""));
                    rest(trouble);
                })
                .ask(electorate, executor);
    }

    private Consumer<Optional<String>> ended(Member member) {
        return trouble -> executor.execute(() -> {
            trouble.ifPresent(why -> LOG.info(
                    "event=membership-step-failed node={} standing={} why=\"{}\"",
                    member.id(),
                    member.standing(),
                    why));
            say(member.id(), reached(member.id()), trouble.orElse(""));
            rest(trouble);
        });
    }

    /** Of what was asked for before; who asked stands there. */
    private static NextRoster next(Roster roster, NodeChange.Kind kind, Member member) {
        return NextRoster.after(roster, new NodeChange(kind, member, Requester.NONE));
    }

    private void write(NextRoster next) {
        log.replaceRoster(next, new RosterCompletion() {
            @Override
            public void inForce() {
                executor.execute(() -> rest(Optional.empty()));
            }

            @Override
            public void overtaken() {
                inForce();
            }

            @Override
            public void failed(Failure failure) {
                executor.execute(() -> rest(Optional.of(failure.name())));
            }
        });
    }

    /** The step has ended; after trouble the next one is not taken at once. */
    private void rest(Optional<String> trouble) {
        busy = false;
        if (trouble.isPresent()) {
            pauseUntilNanos = monotonicNanos.getAsLong() + PAUSE_NANOS;
        }
    }

    /** How far the joining node has come. */
    private void look(Member member) {
        if (lookAtNanos - monotonicNanos.getAsLong() > 0) {
            return;
        }
        lookAtNanos = monotonicNanos.getAsLong() + LOOK_NANOS;
        electorate.ask(
                member.raft(),
                found -> executor.execute(() -> {
                    Optional<Introduction> same =
                            found.filter(introduction -> introduction.node().equals(member.id())
                                    && introduction.folder().equals(member.folder()));
                    say(
                            member.id(),
                            same.map(Introduction::lastLogIndex).orElse(reached(member.id())),
                            same.isPresent() ? "" : trouble(member, found));
                }));
    }

    private static String trouble(Member member, Optional<Introduction> found) {
        return found.map(other -> other.node().equals(member.id())
                        ? "it runs on another data folder now: remove it and add it again"
                        : "at " + member.raft() + " answers node " + other.node())
                .orElse("it does not answer at " + member.raft());
    }

    private long reached(NodeId node) {
        return progress.filter(last -> last.node().equals(node))
                .map(Progress::lastLogIndex)
                .orElse(0L);
    }

    private void say(NodeId node, long lastLogIndex, String trouble) {
        progress = Optional.of(new Progress(node, lastLogIndex, trouble));
    }
}
