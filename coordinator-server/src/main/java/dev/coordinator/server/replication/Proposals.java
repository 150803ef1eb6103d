package dev.coordinator.server.replication;

import dev.coordinator.server.journal.Entries;
import dev.coordinator.server.journal.PeerMessage;
import dev.coordinator.server.journal.PeerMessages;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.outbox.Advance;
import dev.coordinator.server.roster.NextRoster;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Groups commands and sees them to the log: into it where this node leads, otherwise to the node that does, in one call a
 * group.
 *
 * <p>A group gathers while those before it are on their way, {@link #WINDOW} at most. So an idle node adds no delay, and under
 * load one write and one round trip carry thousands of check-ins. The leader stamps a group when it closes it, after the
 * receipt of everything in it, and appends in the order of the stamps. A forwarded group whose outcome is unknown is never
 * sent again.
 *
 * <p>Safe for use by any thread. Completions are never called under the lock.
 */
public final class Proposals implements Submissions {

    /** How many groups may be on their way at once. */
    static final int WINDOW = 4;

    private static final Duration FORWARD_TIMEOUT = Duration.ofSeconds(5);

    private final Object lock = new Object();
    private final Gathered gathered = new Gathered();
    private final Admission admission;
    private final LeaderClock clock;
    private final Executor completions;
    private final LongSupplier monotonicNanos;
    private final GroupMeter meter;
    private long gatheringSinceNanos;
    private ClusterTime applied = ClusterTime.ZERO;
    private Route route = Route.NOWHERE;
    private @Nullable ReplicatedLog log;
    private @Nullable Peers peers;

    /**
     * Leads nowhere until it is connected.
     *
     * @param monotonicNanos a clock that never goes back
     * @param wallMillis the wall clock, for people
     * @param completions runs the completions of what failed or was decided elsewhere, in order; must never reject,
     *     nor run them on the calling thread
     * @param meter told of groups while this node leads
     */
    public Proposals(
            Admission admission,
            LongSupplier monotonicNanos,
            LongSupplier wallMillis,
            Executor completions,
            GroupMeter meter) {
        this.admission = admission;
        this.clock = new LeaderClock(monotonicNanos, wallMillis);
        this.completions = completions;
        this.monotonicNanos = monotonicNanos;
        this.meter = meter;
    }

    /**
     * From now on appends to {@code newLog} and talks to other nodes through {@code newPeers}. Called once.
     *
     * @param listener told of what other nodes announce
     */
    public void connect(ReplicatedLog newLog, Peers newPeers, ChangeListener listener) {
        synchronized (lock) {
            log = newLog;
            peers = newPeers;
            if (route instanceof Route.IntoLog own) {
                closeGroup(own);
            }
        }
        newPeers.serve(new PeerDesk(new ForwardedGroups(this), listener));
    }

    @Override
    public void submit(Command command, Completion completion) {
        Waiting waiting = Waiting.of(command, completion);
        boolean admitted;
        synchronized (lock) {
            admitted = isAdmitted(waiting);
            if (admitted) {
                gather(waiting);
                dispatch();
            }
        }
        if (!admitted) {
            waiting.failed(Failure.OVERLOADED);
        }
    }

    /**
     * Puts the next roster into the log if this node leads; otherwise nothing is appended.
     *
     * @throws IllegalArgumentException if what it says of who asked would not be read as it was written
     */
    public void replaceRoster(NextRoster next, RosterCompletion completion) {
        Entries.requireExact(next);
        synchronized (lock) {
            if (log != null && route instanceof Route.IntoLog own) {
                closeGroup(own, Optional.of(new RosterProposal(next, completion)), Advance.NONE);
                return;
            }
        }
        completion.failed(Failure.NO_LEADER);
    }

    /**
     * Puts into the log how far deliveries have come, if this node leads. Nobody hears what became of it: what is lost on the
     * way is said again.
     */
    public void advance(Advance advance) {
        synchronized (lock) {
            if (log != null && route instanceof Route.IntoLog own) {
                closeGroup(own, Optional.empty(), advance);
            }
        }
    }

    /**
     * Takes a group that another node passed on: all of it, or nothing. The one that may come last decides, for the renewal of
     * a primary must not be turned away on account of a read that travels with it.
     */
    Taken take(List<Waiting> group) {
        synchronized (lock) {
            if (!(route instanceof Route.IntoLog)) {
                return Taken.NOT_LEADING;
            }
            if (group.stream().noneMatch(this::isAdmitted)) {
                return Taken.OVERLOADED;
            }
            group.forEach(this::gather);
            dispatch();
            return Taken.TAKEN;
        }
    }

    private void gather(Waiting waiting) {
        if (gathered.isEmpty()) {
            gatheringSinceNanos = monotonicNanos.getAsLong();
        }
        gathered.add(waiting);
    }

    private boolean isAdmitted(Waiting waiting) {
        return admission.admits(waiting.command(), gathered.commands(), gathered.bytes());
    }

    /** This node leads in {@code term}, with everything before it applied: the first entry is a tick. */
    void lead(Term term, ClusterTime appliedTime) {
        synchronized (lock) {
            applied = appliedTime;
            clock.begin(appliedTime);
            Route.IntoLog own = new Route.IntoLog(term, new Route.Load());
            route = own;
            if (log != null) {
                closeGroup(own);
                dispatch();
            }
        }
    }

    /** This node leads no more. */
    void follow() {
        synchronized (lock) {
            route = Route.NOWHERE;
            dispatch();
        }
    }

    /**
     * Closes a group now, even an empty one, if this node leads: time moves on. Not while another is on its way, which brings
     * time along; so a quorum that stalls gets one tick, not one a second.
     */
    public void tick() {
        synchronized (lock) {
            if (route instanceof Route.IntoLog own && log != null && own.load().isIdle()) {
                closeGroup(own);
            }
        }
    }

    /** Looks for a leader on behalf of what has gathered; to be called now and then. */
    public void review() {
        synchronized (lock) {
            if (!gathered.isEmpty()) {
                dispatch();
            }
        }
    }

    /** Cluster time as this node's clock sees it, when it leads; decides nothing. */
    public ClusterTime estimate() {
        synchronized (lock) {
            return route instanceof Route.IntoLog ? clock.now() : applied;
        }
    }

    /** How many commands wait, those on their way included. */
    int waitingCommands() {
        synchronized (lock) {
            return gathered.commands();
        }
    }

    /** About how many bytes wait, those on their way included. */
    long waitingBytes() {
        synchronized (lock) {
            return gathered.bytes();
        }
    }

    /** Whether this node leads. */
    public boolean isLeading() {
        synchronized (lock) {
            return route instanceof Route.IntoLog;
        }
    }

    /**
     * A group of this node was applied: the next may go.
     *
     * @param announce whether followers should hear at once that it is committed, which they learn with the next entry
     */
    void applied(InFlight group, ClusterTime time, boolean announce) {
        synchronized (lock) {
            applied = time;
            gathered.done(group.waiting());
            if (route instanceof Route.IntoLog own && own.term().equals(group.term())) {
                if (announce) {
                    own.load().oweWord();
                }
                arrived(own);
            }
        }
    }

    /** Tells the other nodes of changes that were applied here, before their logs do. */
    void announce(long index, List<Change> changes) {
        Peers others;
        synchronized (lock) {
            others = connectedPeers();
        }
        others.broadcast(PeerMessages.encode(new PeerMessage.Announcement(index, changes)));
    }

    /** By the clock that groups are measured by. */
    long monotonicNanos() {
        return monotonicNanos.getAsLong();
    }

    GroupMeter meter() {
        return meter;
    }

    /** An entry was applied that this process did not append. */
    void applied(ClusterTime time) {
        synchronized (lock) {
            applied = time;
        }
    }

    void failed(InFlight group, AppendFailure failure) {
        completions.execute(() -> {
            synchronized (lock) {
                gathered.done(group.waiting());
                if (route instanceof Route.IntoLog own && own.term().equals(group.term())) {
                    arrived(own);
                }
            }
            group.failed(failure.toCaller());
        });
    }

    /** One group less is on its way. When none is left, an empty one says what is owed. Under the lock. */
    private void arrived(Route.IntoLog own) {
        own.load().arrived();
        dispatch();
        if (own.load().isIdle() && own.load().owesWord()) {
            closeGroup(own);
        }
    }

    /** Sends on what has gathered, as far as the window allows. Under the lock. */
    private void dispatch() {
        if (!(route instanceof Route.IntoLog)) {
            findLeader();
        }
        if (route instanceof Route.IntoLog own) {
            while (log != null && !gathered.isEmpty() && own.load().isBelow(WINDOW)) {
                closeGroup(own);
            }
        } else if (route instanceof Route.ToLeader away) {
            while (!gathered.isEmpty() && away.load().isBelow(WINDOW)) {
                forward(away);
            }
        } else if (!gathered.isEmpty()) {
            List<Waiting> stranded = gathered.takeAll();
            completions.execute(() -> strand(stranded));
        }
    }

    /** Another node than before may lead now. A leader of its own making waits for the log's word. Under the lock. */
    private void findLeader() {
        LogStatus status = log == null ? LogStatus.UNKNOWN : log.status();
        boolean away =
                status.role() == LogStatus.Role.FOLLOWER && status.leader().isPresent();
        if (!away) {
            route = Route.NOWHERE;
        } else if (!(route instanceof Route.ToLeader known)
                || !known.isTo(status.leader().get(), status.term())) {
            route = new Route.ToLeader(status.leader().get(), status.term(), new Route.Load());
        }
    }

    /** Under the lock, so that groups are appended in the order of their stamps. */
    private void closeGroup(Route.IntoLog own) {
        closeGroup(own, Optional.empty(), Advance.NONE);
    }

    private void closeGroup(Route.IntoLog own, Optional<RosterProposal> roster, Advance advance) {
        List<Waiting> waiting = gathered.takeGroup();
        long now = monotonicNanos.getAsLong();
        InFlight group = new InFlight(this, own.term(), clock.read(applied), waiting, roster, advance, now);
        meter.closed(waiting.size(), waiting.isEmpty() ? 0 : now - gatheringSinceNanos);
        gatheringSinceNanos = now;
        own.load().sent();
        connectedLog().append(own.term(), Entries.encode(group.group()), group);
    }

    private void forward(Route.ToLeader away) {
        List<Waiting> group = gathered.takeGroup();
        away.load().sent();
        byte[] bytes = PeerMessages.encode(
                new PeerMessage.Forward(group.stream().map(Waiting::command).toList()));
        connectedPeers().send(away.leader(), bytes, FORWARD_TIMEOUT, new PassedOn(this, away, group, completions));
    }

    /** A group that was passed on is decided, or has failed. */
    void arrived(Route.ToLeader away, List<Waiting> group) {
        synchronized (lock) {
            gathered.done(group);
            away.load().arrived();
            dispatch();
        }
    }

    private ReplicatedLog connectedLog() {
        if (log == null) {
            throw new IllegalStateException("not connected to a log");
        }
        return log;
    }

    private Peers connectedPeers() {
        if (peers == null) {
            throw new IllegalStateException("not connected to other nodes");
        }
        return peers;
    }

    /** Counts as waiting until it is told, so that a storm of them is bounded too. */
    private void strand(List<Waiting> group) {
        synchronized (lock) {
            gathered.done(group);
        }
        group.forEach(waiting -> waiting.failed(Failure.NO_LEADER));
    }
}
