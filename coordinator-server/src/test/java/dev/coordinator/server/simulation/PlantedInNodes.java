package dev.coordinator.server.simulation;

import static dev.coordinator.server.simulation.Finders.by;
import static dev.coordinator.server.simulation.PlantedBugs.lease;
import static dev.coordinator.server.simulation.PlantedBugs.played;
import static dev.coordinator.server.simulation.PlantedBugs.replication;
import static dev.coordinator.server.simulation.PlantedBugs.ticking;

import java.util.List;
import java.util.stream.Stream;

/** Those of the {@link PlantedBugs} that are about nodes: their clocks, and that each has the same state. */
final class PlantedInNodes {

    private PlantedInNodes() {}

    static List<PlantedBug> all() {
        return Stream.of(ofTheLeadersClock(), ofTicks(), ofReplicas())
                .flatMap(List::stream)
                .toList();
    }

    private static List<PlantedBug> ofTheLeadersClock() {
        return List.of(
                replication(
                        "a stalled quorum's time is made up for at once",
                        "S6",
                        by(ClusterTimeNeverRuns.class),
                        "LeaderClock",
                        "if (reading.isAfter(limit)) {",
                        "if (reading.isAfter(limit.plusMillis(60_000))) {"),
                replication(
                        "a new leader's base is set and its mark is not",
                        "base and mark together†",
                        by(ClusterTimeNeverRuns.class),
                        "LeaderClock",
                        """
                                base = applied;
                                markNanos = monotonicNanos.getAsLong();
                            }
                        """,
                        """
                                base = applied;
                            }
                        """),
                replication(
                        "a group is stamped by a reading from before its last commands came",
                        "after receipt of everything in it†",
                        by(StampsAreFresh.class),
                        "LeaderClock",
                        "return new Stamp(reading, wallMillis.getAsLong());",
                        """
                        return new Stamp(
                            new ClusterTime(Math.max(applied.millis(), reading.millis() - 40)), wallMillis.getAsLong());
                        """),
                replication(
                        "a leader change gives every lease its time again",
                        "S6, no TTL is reset",
                        by(ClusterTimeNeverRuns.class),
                        "LeaderClock",
                        "base = applied;",
                        "base = new ClusterTime(Math.max(0, applied.millis() - 60_000));"));
    }

    private static List<PlantedBug> ofTicks() {
        return List.of(
                replication(
                        "a new leader's mark is ahead of its clock",
                        "the product's own assertions",
                        by(NothingIsThrown.class),
                        "LeaderClock",
                        """
                                base = applied;
                                markNanos = monotonicNanos.getAsLong();
                        """,
                        """
                                base = applied;
                                markNanos = monotonicNanos.getAsLong() + 5_000_000_000L;
                        """),
                ticking(
                        "time moves on only when something is due",
                        "at least once a second while a timer is pending",
                        by(ClusterTimeGoesOn.class),
                        "Ticker",
                        "MOST_MILLIS = 1_000",
                        "MOST_MILLIS = 600_000"));
    }

    private static List<PlantedBug> ofReplicas() {
        return List.of(
                lease(
                        "a choice depends on where objects lie in memory",
                        "S8",
                        by(ReplicasAgree.class)
                                .afterMaybe(AnsweredIsCommitted.class, ReplayedEqualsLive.class, SameSeedSameRun.class),
                        "Ranking",
                        """
                                    by = one.liveSince().compareTo(other.liveSince());
                                }
                                return by == 0 ? one.id().compareTo(other.id()) : by;
                        """,
                        """
                                }
                                return by == 0 ? Integer.compare(System.identityHashCode(one), System.identityHashCode(other)) : by;
                        """),
                lease(
                        "a snapshot forgets who yields",
                        "S8",
                        by(ReplicasAgree.class),
                        "Seat",
                        "                yieldsUntilMillis,\n",
                        "                0,\n"),
                lease(
                        "a restored state knows no handles",
                        "S8",
                        by(ReplicasAgree.class).afterMaybe(ReplayedEqualsLive.class),
                        "LeaseMachine",
                        "pool.seats().forEach(registry::added);",
                        "pool.seats().forEach(seat -> registry.added(new Seat(pool, seat.id())));"),
                replication(
                        "an answer tells of an entry that is not its own",
                        "S4",
                        by(AnsweredIsCommitted.class),
                        "Replica",
                        "own.ifPresent(waiting -> waiting.decided(index, decisions, book.replicated()));",
                        "own.ifPresent(waiting -> waiting.decided(index + 1, decisions, book.replicated()));"),
                played(
                        "a node is elected that lacks what is committed",
                        "Raft",
                        by(CommittedStays.class),
                        "NodeLog",
                        ".filter(other -> other.disk().isCoveredBy(disk))",
                        ""));
    }
}
