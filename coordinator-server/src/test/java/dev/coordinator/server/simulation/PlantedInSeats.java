package dev.coordinator.server.simulation;

import static dev.coordinator.server.simulation.Finders.by;
import static dev.coordinator.server.simulation.PlantedBugs.lease;

import java.util.List;
import java.util.stream.Stream;

/** Those of the {@link PlantedBugs} that are about instances and their runs. */
final class PlantedInSeats {

    private PlantedInSeats() {}

    static List<PlantedBug> all() {
        return Stream.of(ofRuns(), ofWords()).flatMap(List::stream).toList();
    }

    private static List<PlantedBug> ofRuns() {
        return List.of(
                lease(
                        "a newcomer inherits the lease of its seat",
                        "the newcomer does not inherit the lease",
                        by(DeadlinesNeverMoveEarlier.class).afterMaybe(GripsFollowTheLease.class),
                        "Pool",
                        """
                                && held.get().reign().primary().equals(seat.id())
                                && held.get().reign().incarnation().equals(seat.incarnation());
                        """,
                        """
                                && held.get().reign().primary().equals(seat.id());
                        """),
                lease(
                        "a newcomer takes a seat without proof",
                        "a second check-in that echoes a nonce",
                        by(SeatsAreNotInherited.class),
                        "SeatClaim",
                        "return !occupied || namesOccupant || proven ? TAKES_IT : MUST_PROVE;",
                        "return TAKES_IT;"),
                lease(
                        "a newcomer ends a reign that it doesn't name",
                        "supersedes",
                        by(NoReignEndsEarly.class),
                        "Commands",
                        "&& checkIn.supersedes().contains(held.incarnation()))",
                        ")"));
    }

    private static List<PlantedBug> ofWords() {
        return List.of(
                lease(
                        "a stale renewal counts",
                        "lower or equal is never applied†",
                        by(StaleSequencesChangeNothing.class),
                        "Commands",
                        "if (renewal.seq() <= seat.seq()) {",
                        "if (renewal.seq() < seat.seq()) {"),
                lease(
                        "a stale check-in counts",
                        "lower or equal is never applied†",
                        by(StaleSequencesChangeNothing.class),
                        "Commands",
                        "!seat.incarnation().isBare() && checkIn.seq() <= seat.seq()",
                        "!seat.incarnation().isBare() && checkIn.seq() < seat.seq()"),
                lease(
                        "a run that has left comes back",
                        "that incarnation never returns",
                        by(WhoIsGoneStaysGone.class),
                        "SeatClaim",
                        "return seat.hasLeft() ? HAS_LEFT : HAS_IT;",
                        "return HAS_IT;"),
                lease(
                        "a seat is forgotten too soon",
                        "retention",
                        by(SeatsAreConserved.class),
                        "Seat",
                        "&& !forgottenAt().isAfter(now);",
                        "&& !lostAt().isAfter(now);"),
                lease(
                        "a handle reaches a seat that another has",
                        "a handle is never reused",
                        by(NumbersAreNeverGivenTwice.class),
                        "Registry",
                        "Handle handle = new Handle(++lastHandle);",
                        "Handle handle = new Handle(lastHandle == 3 ? 3 : ++lastHandle);"),
                lease(
                        "a refused renewal counts as a sign of life",
                        "a refused request changes nothing",
                        by(RefusalsChangeNothing.class),
                        "Commands",
                        "if (renewal.seq() <= seat.seq()) {",
                        "if (renewal.seq() <= seat.seq()) { seat.seen(turn.now());"));
    }
}
