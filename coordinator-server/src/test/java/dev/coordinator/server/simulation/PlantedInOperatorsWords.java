package dev.coordinator.server.simulation;

import static dev.coordinator.server.simulation.Finders.by;
import static dev.coordinator.server.simulation.PlantedBugs.lease;

import java.util.List;
import java.util.stream.Stream;

/** Those of the {@link PlantedBugs} that only show when an operator speaks. */
final class PlantedInOperatorsWords {

    private PlantedInOperatorsWords() {}

    static List<PlantedBug> all() {
        return Stream.of(ofMoves(), ofEvictions(), ofEvictionsOfNamedRuns(), ofAppointments())
                .flatMap(List::stream)
                .toList();
    }

    private static List<PlantedBug> ofAppointments() {
        return List.of(
                lease(
                        "a scheduled switchover begins before its time",
                        "at its time",
                        by(AppointmentsAreKeptOnce.class),
                        "Appointments",
                        "!each.due().isAfter(turn.now())",
                        "!each.due().isAfter(turn.now().plusMillis(1000))"),
                lease(
                        "a scheduled switchover is no deadline of its pool",
                        "at its time",
                        by(AppointmentsAreKeptOnce.class),
                        "Pool",
                        "appointment.map(Appointment::due).orElse(ClusterTime.NEVER)",
                        "ClusterTime.NEVER"),
                lease(
                        "a snapshot forgets what is scheduled",
                        "exactly once",
                        by(ReplayedEqualsLive.class).afterMaybe(ReplicasAgree.class),
                        "Pool",
                        "        pool.appointment = image.appointment();\n",
                        ""),
                lease(
                        "a scheduled switchover that begins stays scheduled",
                        "exactly once",
                        by(NothingDueIsLeftUndone.class),
                        "Appointments",
                        "tell(ChangeKind.SWITCHOVER_BEGUN,",
                        "pool.appoint(Optional.of(appointment)); tell(ChangeKind.SWITCHOVER_BEGUN,"),
                lease(
                        "a scheduled switchover is done however late it comes",
                        "TOO_LATE",
                        by(AppointmentsAreKeptOnce.class),
                        "Appointment",
                        "return wallMillis - atWallMillis > MOST_LATE_MILLIS;",
                        "return false;"),
                lease(
                        "a scheduled switchover forgets for whom it was",
                        "it is decided like one that is asked for then",
                        by(AppointmentsAreKeptOnce.class),
                        "Appointments",
                        "perform(new Operation.Switchover(appointment.to()));",
                        "perform(new Operation.Switchover(Optional.empty()));"),
                lease(
                        "a scheduled switchover is dropped for a reason that there isn't",
                        "dropped, with the reason",
                        by(AppointmentsAreKeptOnce.class),
                        "Appointments",
                        "return Optional.of(ChangeCause.PRIMARY_ALREADY);",
                        "return Optional.of(ChangeCause.TARGET_LOST);"));
    }

    private static List<PlantedBug> ofEvictions() {
        return List.of(
                lease(
                        "an evicted run comes back",
                        "ended for good",
                        by(EvictedRunsAreOver.class).afterMaybe(NoFreshCandidateIsOverlooked.class),
                        "SeatClaim",
                        "if (seat.isEvicted() && !pool.isHeldBy(seat)) {\n            return WAS_EVICTED;",
                        "if (seat.isEvicted() && !pool.isHeldBy(seat)) {\n            return HAS_IT;"),
                lease(
                        "an evicted primary is renewed",
                        "not renewed any more",
                        by(EvictedRunsAreOver.class),
                        "DrainCause",
                        "EVICTED(false)",
                        "EVICTED(true)"),
                lease(
                        "an eviction hands the lease on at once",
                        "S5",
                        by(NoReignEndsEarly.class),
                        "Evictions",
                        """
                                if (pool.holds(seat.id())) {
                                    drain();
                        """,
                        """
                                if (pool.holds(seat.id())) {
                                    drain();
                                    succession.endReign(Trigger.by(actor, ChangeCause.EVICTED));
                        """));
    }

    private static List<PlantedBug> ofEvictionsOfNamedRuns() {
        return List.of(
                lease(
                        "an eviction that names a run ends whichever has the seat",
                        "a repeat that names the run is safe at any time",
                        by(EvictedRunsAreOver.class),
                        "Evictions",
                        "Incarnation run = meant.orElse(seat.incarnation());",
                        "Incarnation run = seat.incarnation();"),
                lease(
                        "an eviction that is repeated is refused",
                        "a repeat that names the run is safe at any time",
                        by(EvictedRunsAreOver.class),
                        "Evictions",
                        "return seat.isOver(run) ? Optional.empty() : Optional.of(another(run));",
                        "return Optional.of(another(run));"),
                lease(
                        "a recovery forgets who is over",
                        "ended for good",
                        by(EvictedRunsAreOver.class),
                        "SeatImage",
                        """
                                        evicted ? Presence.LEFT : presence,
                                        cordon,
                                        dispute,
                                        eviction);
                        """,
                        """
                                        evicted || presence == Presence.LEFT ? Presence.LOST : presence,
                                        cordon,
                                        dispute,
                                        Optional.empty());
                        """));
    }

    private static List<PlantedBug> ofMoves() {
        return List.of(
                lease(
                        "a deleted name grants at once",
                        "deleted with a live lease†",
                        by(DeletedNamesGrantNothing.class),
                        "Operations",
                        "pool.clear(turn, deleted);",
                        "pool.clear(turn, Tenure.Vacant.first(turn.now()));"),
                lease(
                        "a paused pool moves by itself",
                        "no automatic move",
                        by(PausedPoolsStay.class),
                        "Ranking",
                        "&& (pool.pause().isEmpty()\n",
                        "&& (true\n"),
                lease(
                        "a cordoned instance is chosen",
                        "filter: not cordoned",
                        by(CordonedAreNotChosen.class)
                                .afterMaybe(OnlyTheFreshAreChosen.class, NoFreshCandidateIsOverlooked.class),
                        "Seat",
                        "return isLive() && profile.electable() && cordon.isEmpty() && !isEvicted();",
                        "return isLive() && profile.electable() && !isEvicted();"),
                lease(
                        "a failover doesn't wait, though it is to be safe",
                        "S5",
                        by(NoReignEndsEarly.class),
                        "Operations",
                        "} else if (failover.unsafeNow()) {",
                        "} else if (failover.to().isPresent()) {"),
                lease(
                        "a cordon outlasts its time while there is a primary",
                        "both ends are recorded",
                        by(NothingDueIsLeftUndone.class),
                        "Succession",
                        "if (seat.cordon().map(Cordon::until).filter(this::isOver).isPresent()) {",
                        "if (pool.held().isEmpty() &&"
                                + " seat.cordon().map(Cordon::until).filter(this::isOver).isPresent()) {"));
    }
}
