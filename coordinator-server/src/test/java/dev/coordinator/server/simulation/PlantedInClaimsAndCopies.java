package dev.coordinator.server.simulation;

import static dev.coordinator.server.simulation.Finders.by;
import static dev.coordinator.server.simulation.PlantedBugs.lease;
import static dev.coordinator.server.simulation.PlantedBugs.replication;

import java.util.List;
import java.util.stream.Stream;

/** Those of the {@link PlantedBugs} that only show when an epoch is claimed, or when two copies of the state are compared. */
final class PlantedInClaimsAndCopies {

    private static final String JOURNAL = "coordinator-server/src/main/java/dev/coordinator/server/journal/";

    private PlantedInClaimsAndCopies() {}

    static List<PlantedBug> all() {
        return Stream.of(ofClaimsUnseen(), ofFalseAlarms(), ofCopies())
                .flatMap(List::stream)
                .toList();
    }

    private static List<PlantedBug> ofClaimsUnseen() {
        return List.of(
                lease(
                        "who claims the epoch that another holds is given it",
                        "a foreign epoch is never adopted",
                        by(ForeignEpochsAreNotAdopted.class),
                        "CheckIns",
                        "return holding instanceof Holding.Claim ? aside.toldToStop() : aside;",
                        """
                        if (pool.held().filter(this::claims).isPresent()) {
                            return granted();
                        }
                        return holding instanceof Holding.Claim ? aside.toldToStop() : aside;
                        """),
                lease(
                        "an epoch that ended is nobody's",
                        "a foreign epoch is an alarm",
                        by(ForeignClaimsAreSeen.class),
                        "Ownership",
                        "return !primary.get().equals(seat.id());",
                        "return pool.held().isPresent() && !primary.get().equals(seat.id());"),
                lease(
                        "an epoch of another pool is nobody's",
                        "a foreign epoch is an alarm",
                        by(ForeignClaimsAreSeen.class),
                        "Ownership",
                        "return remembered && !registry.mayBeLost(epoch);",
                        "return false;"),
                lease(
                        "everything below a recovery's floor counts as lost",
                        "a foreign epoch is an alarm",
                        by(ForeignClaimsAreSeen.class),
                        "LostEpochs",
                        "Math.min(next, last + MOST)",
                        "next"));
    }

    private static List<PlantedBug> ofFalseAlarms() {
        return List.of(
                lease(
                        "an earlier epoch of one's own is taken for another's",
                        "no alarm is false",
                        by(AlarmsAreTrue.class),
                        "Ownership",
                        "return !primary.get().equals(seat.id());",
                        "return true;"),
                lease(
                        "what a lost cluster granted is taken for a lie",
                        "no alarm is false",
                        by(AlarmsAreTrue.class),
                        "Ownership",
                        "return remembered && !registry.mayBeLost(epoch);",
                        "return remembered;"),
                lease(
                        "a seat doesn't know that it was there before",
                        "no alarm is false",
                        by(AlarmsAreTrue.class),
                        "Pool",
                        "seat.mayForget(turn.registry().lastEpoch());",
                        ""));
    }

    private static List<PlantedBug> ofCopies() {
        return List.of(
                lease(
                        "a snapshot forgets what a seat may have forgotten",
                        "S8",
                        by(ReplicasAgree.class).afterMaybe(ReplayedEqualsLive.class),
                        "Seat",
                        "        seat.forgottenEpoch = image.forgottenEpoch();\n",
                        ""),
                new PlantedBug(
                        "a field is neither written to a snapshot nor read",
                        "S8",
                        by(ReplicasAgree.class).afterMaybe(ReplayedEqualsLive.class),
                        JOURNAL + "SeatCodec.java",
                        "                .setAlarmedEpoch(seat.alarmedEpoch())\n",
                        ""),
                replication(
                        "a follower that takes a snapshot skips a field",
                        "S8",
                        by(ReplicasAgree.class).afterMaybe(ReplayedEqualsLive.class),
                        "Replica",
                        "LeaseMachine loaded = LeaseMachine.from(image.state());",
                        """
                        dev.coordinator.server.lease.StateImage all = image.state();
                        LeaseMachine loaded = LeaseMachine.from(new dev.coordinator.server.lease.StateImage(
                                all.time(), 0, all.quietUntil(), all.lastEpoch(), all.lastHandle(), all.lastNonce(),
                                all.lostEpochs(), all.pools()));
                        """),
                replication(
                        "a node that follows looks at its own clock",
                        "S8",
                        by(ReplicasAgree.class).afterMaybe(ReplayedEqualsLive.class),
                        "Replica",
                        """
                        decisions = machine.apply(
                                group.stamp(),
                                group.commands(),
                                changes::add,
                                own.isPresent() ? proposals.meter() : Renewals.UNMEASURED);
                        """,
                        """
                        dev.coordinator.server.lease.Stamp stamp = group.stamp();
                        decisions = machine.apply(
                                own.isPresent() || !group.commands().isEmpty() ? stamp : new dev.coordinator.server.lease.Stamp(
                                        stamp.time(), stamp.wallMillis() + 1),
                                group.commands(), changes::add);
                        """),
                lease(
                        "what an answer says depends on where objects lie in memory",
                        "S8",
                        by(ReplicasAgree.class).afterMaybe(ReplayedEqualsLive.class),
                        "Commands",
                        "new Ranking(pool, turn.now()).nextInLine(),",
                        """
                        new Ranking(pool, turn.now()).nextInLine().stream()
                                .sorted(java.util.Comparator.comparingInt(System::identityHashCode)).toList(),
                        """));
    }
}
