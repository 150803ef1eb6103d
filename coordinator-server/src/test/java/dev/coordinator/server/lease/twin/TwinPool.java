package dev.coordinator.server.lease.twin;

import dev.coordinator.server.lease.Actor;
import dev.coordinator.server.lease.Alarm;
import dev.coordinator.server.lease.Appointment;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.DrainCause;
import dev.coordinator.server.lease.Epoch;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.Pause;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.PoolSettings;
import dev.coordinator.server.lease.Reign;
import dev.coordinator.server.lease.SettingsChange;
import dev.coordinator.server.lease.Tenure;
import dev.coordinator.server.lease.Trigger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One pool; plain fields, a flat list of seats. Which fields mean something depends on {@link #life}. */
final class TwinPool {

    /** The contract's states. */
    enum Life {
        BOOTSTRAPPING,
        VACANT,
        DESIGNATED,
        HELD,
        DRAINING,
        QUIET,
        DELETED
    }

    static final long NEVER = Long.MAX_VALUE;

    /** Who was granted which epoch. */
    record Grant(InstanceId to, long epoch) {}

    final PoolName name;
    final List<TwinSeat> seats = new ArrayList<>();
    SettingsChange set = SettingsChange.NONE;
    Life life = Life.VACANT;

    // While no one holds the lease: since when, what set the next grant off, and whom it is meant for.
    long vacantSince;
    Trigger vacantBy = first();
    Optional<InstanceId> vacantFor = Optional.empty();

    // The one awaited, or the reign: of the present, or of the pool that was deleted. The deadline is the end of a
    // quiet, too.
    InstanceId who = new InstanceId("nobody");
    Incarnation run = Incarnation.BARE;
    long epoch;
    long since;
    long sinceWall;
    long deadline;
    boolean confirmed;

    // While the holder is asked to stop.
    DrainCause drainCause = DrainCause.UNELECTABLE;
    Trigger drainBy = first();
    Optional<InstanceId> successor = Optional.empty();
    long callOffAt;

    Optional<InstanceId> lastPrimary = Optional.empty();
    Optional<Pause> pause = Optional.empty();
    Optional<Appointment> appointment = Optional.empty();
    long failbackNotBefore;
    List<Alarm> alarms = new ArrayList<>();
    /** Every grant since the pool was made: to whom, and which epoch. */
    List<Grant> grants = new ArrayList<>();

    Optional<Change> lastChange = Optional.empty();

    TwinPool(PoolName name, long now) {
        this.name = name;
        this.vacantSince = now;
    }

    static Trigger first() {
        return new Trigger(ChangeCause.FIRST, Actor.NONE, 0);
    }

    PoolSettings settings() {
        return TwinSettings.inForce(set);
    }

    Optional<TwinSeat> seat(InstanceId id) {
        return seats.stream().filter(seat -> seat.id.equals(id)).findFirst();
    }

    TwinSeat add(InstanceId id, long lastEpoch) {
        TwinSeat seat = new TwinSeat(id);
        seat.madeAfter = lastEpoch;
        seats.add(seat);
        seats.sort(Comparator.comparing((TwinSeat each) -> each.id));
        return seat;
    }

    boolean isLeased() {
        return life == Life.HELD || life == Life.DRAINING;
    }

    boolean isHeldBy(TwinSeat seat) {
        return isHeldUnder(seat.id) && run.equals(seat.run);
    }

    boolean isHeldUnder(InstanceId id) {
        return isLeased() && who.equals(id);
    }

    boolean isAwaiting(TwinSeat seat) {
        return life == Life.DESIGNATED && who.equals(seat.id);
    }

    /** Whether an instance of this name holds the lease or is awaited. */
    boolean isAbout(TwinSeat seat) {
        return isHeldUnder(seat.id) || isAwaiting(seat);
    }

    /** Whom the next grant is meant for. */
    Optional<InstanceId> target() {
        return switch (life) {
            case DRAINING -> successor;
            case VACANT, DESIGNATED -> vacantFor;
            case BOOTSTRAPPING, HELD, QUIET, DELETED -> Optional.empty();
        };
    }

    /** What set that off. */
    Trigger moveTrigger() {
        return life == Life.DRAINING ? drainBy : vacantBy;
    }

    /** When time alone next ends what is now. */
    long ends() {
        long wait = settings().bootstrapWaitMillis();
        return switch (life) {
            case BOOTSTRAPPING -> wait > 0 ? vacantSince + wait : NEVER;
            case VACANT -> NEVER;
            case DESIGNATED -> seat(who).orElseThrow().comesAt + settings().checkInIntervalMillis() / 2 + 1;
            case HELD, QUIET, DELETED -> deadline;
            case DRAINING -> Math.min(deadline, callOffAt);
        };
    }

    Tenure tenure() {
        Tenure.Vacant vacancy = new Tenure.Vacant(new ClusterTime(vacantSince), vacantBy, vacantFor);
        return switch (life) {
            case BOOTSTRAPPING -> new Tenure.Bootstrapping(new ClusterTime(vacantSince));
            case VACANT -> vacancy;
            case DESIGNATED -> new Tenure.Designated(who, run, vacancy);
            case HELD -> held();
            case DRAINING -> new Tenure.Draining(held(), drainCause, drainBy, successor, new ClusterTime(callOffAt));
            case QUIET -> new Tenure.Quiet(new ClusterTime(deadline), vacantBy);
            case DELETED -> new Tenure.Deleted(reign(), new ClusterTime(deadline));
        };
    }

    private Tenure.Held held() {
        return new Tenure.Held(reign(), new ClusterTime(deadline), confirmed);
    }

    private Reign reign() {
        return new Reign(who, run, new Epoch(epoch), new ClusterTime(since), sinceWall);
    }
}
