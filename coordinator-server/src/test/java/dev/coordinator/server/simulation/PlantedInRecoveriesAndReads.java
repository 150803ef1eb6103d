package dev.coordinator.server.simulation;

import static dev.coordinator.server.simulation.Finders.by;
import static dev.coordinator.server.simulation.PlantedBugs.lease;
import static dev.coordinator.server.simulation.PlantedBugs.replication;

import java.util.List;
import java.util.stream.Stream;

/** Those of the {@link PlantedBugs} that only show when a cluster is recovered, or when it is read. */
final class PlantedInRecoveriesAndReads {

    private PlantedInRecoveriesAndReads() {}

    static List<PlantedBug> all() {
        return Stream.of(ofTheQuiet(), ofTheNumbers(), ofReads())
                .flatMap(List::stream)
                .toList();
    }

    private static List<PlantedBug> ofTheQuiet() {
        return List.of(
                lease(
                        "a recovery grants at once, though it is to be safe",
                        "every pool is QUIET",
                        by(NothingIsGrantedInTheQuiet.class),
                        "Recovery",
                        "unsafeNow ? 0 : Limits.LONGEST_LEASE_MILLIS",
                        "0"),
                lease(
                        "a recovery waits for the usual lease and not for the longest",
                        "for the largest TTL ever allowed",
                        by(NothingIsGrantedInTheQuiet.class),
                        "Recovery",
                        "unsafeNow ? 0 : Limits.LONGEST_LEASE_MILLIS",
                        "unsafeNow ? 0 : PoolSettings.DEFAULT.leaseTtlMillis()"),
                lease(
                        "a pool that a recovery doesn't know grants at once",
                        "every pool is QUIET",
                        by(NothingIsGrantedInTheQuiet.class),
                        "Recovery",
                        """
                                        wallMillis,
                                        quietUntil,
                        """,
                        """
                                        wallMillis,
                                        ClusterTime.ZERO,
                        """),
                lease(
                        "a recovery is refused though the wall clock is right",
                        "refused if the wall clock is behind the newest one stored",
                        by(RecoveriesSucceed.class),
                        "Recovery",
                        "if (wallMillis < stored.newestWallMillis()) {",
                        "if (wallMillis < stored.newestWallMillis() + 600_000) {"));
    }

    private static List<PlantedBug> ofTheNumbers() {
        return List.of(
                lease(
                        "a recovery goes on with the epochs that it knows of",
                        "S2",
                        by(EpochsOnlyRise.class),
                        "Recovery",
                        "Math.max(aboveAllGranted(stored), epochFloor)",
                        "Math.max(stored.lastEpoch(), epochFloor)"),
                lease(
                        "a recovery goes on with the handles that it knows of",
                        "a handle is never reused",
                        by(NumbersAreNeverGivenTwice.class),
                        "Recovery",
                        "Math.max(stored.lastHandle(), micros())",
                        "stored.lastHandle()"),
                lease(
                        "a recovery lets handles live on",
                        "a handle is bound to its cluster",
                        by(NumbersAreNeverGivenTwice.class),
                        "Recovery",
                        "pool.seats().stream().map(SeatImage::recovered).toList()",
                        "pool.seats()"),
                lease(
                        "a recovery goes on with the nonces that it knows of",
                        "a delayed packet of a dead run can't take a seat",
                        by(NumbersAreNeverGivenTwice.class),
                        "Recovery",
                        "Math.max(stored.lastNonce(), micros())",
                        "stored.lastNonce()"));
    }

    private static List<PlantedBug> ofReads() {
        return List.of(
                replication(
                        "who believes to lead reads without asking a quorum",
                        "a read sees every decision answered before",
                        by(ReadsSeeWhatWasAnswered.class),
                        "LogReads",
                        "submissions.submit(new Command.Barrier(), new Completion() {",
                        """
                        if (((Proposals) submissions).isLeading()) {
                            stale(query, reader);
                            return;
                        }
                        submissions.submit(new Command.Barrier(), new Completion() {
                        """),
                replication(
                        "a node that follows reads before it has applied the barrier",
                        "a read sees every decision answered before",
                        by(ReadsSeeWhatWasAnswered.class),
                        "LogReads",
                        "awaitAndRead(logIndex, query, reader);\n            }",
                        "stale(query, reader);\n            }"),
                replication(
                        "a read names an entry that it doesn't show",
                        "the last entry that it reflects",
                        by(ReadsSeeWhatWasAnswered.class),
                        "Replica",
                        "return new At<>(applied.index(), query.apply(machine));",
                        "return new At<>(applied.index() + 1, query.apply(machine));"));
    }
}
