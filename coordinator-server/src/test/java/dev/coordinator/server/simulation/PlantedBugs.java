package dev.coordinator.server.simulation;

import java.util.List;
import java.util.stream.Stream;

/**
 * The bugs that the simulation must find, each as a patch of the product's source. A patch whose text is no longer there
 * exactly once fails its test, which says so; then write it anew, so that it plants the same bug.
 */
final class PlantedBugs {

    private static final String LEASE = "coordinator-server/src/main/java/dev/coordinator/server/lease/";
    private static final String REPLICATION = "coordinator-server/src/main/java/dev/coordinator/server/replication/";
    private static final String CLIENT = "coordinator-client/src/main/java/dev/coordinator/client/";

    private PlantedBugs() {}

    static List<PlantedBug> all() {
        return Stream.of(
                        ofTime(),
                        ofTheLeadersClock(),
                        ofGrants(),
                        ofDrains(),
                        ofSeats(),
                        ofOperators(),
                        PlantedInOperatorsWords.all(),
                        ofReplicas(),
                        PlantedInRecoveriesAndReads.all(),
                        ofTheClient())
                .flatMap(List::stream)
                .toList();
    }

    private static List<PlantedBug> ofTime() {
        return List.of(
                lease(
                        "a lease expires a millisecond early",
                        "S5",
                        "Tenure",
                        "now.plusMillis(ttlMillis)",
                        "now.plusMillis(ttlMillis - 1)"),
                lease(
                        "new settings shorten a running lease",
                        "S5†",
                        "Tenure",
                        "ClusterTime.later(deadline, now.plusMillis(ttlMillis))",
                        "now.plusMillis(ttlMillis)"),
                lease("what is due comes after the commands", "expiries before check-ins", "LeaseMachine", """
                                pools.settle(turn);
                                Commands rules = new Commands(turn, pools);
                                List<Decision> decisions = new ArrayList<>(commands.size());
                                for (Command command : commands) {
                                    checkIns += command instanceof Command.Renewal || command instanceof Command.CheckIn ? 1 : 0;
                                    decisions.add(rules.decide(command));
                                }
                        """, """
                                Commands rules = new Commands(turn, pools);
                                List<Decision> decisions = new ArrayList<>(commands.size());
                                for (Command command : commands) {
                                    checkIns += command instanceof Command.Renewal || command instanceof Command.CheckIn ? 1 : 0;
                                    decisions.add(rules.decide(command));
                                }
                                pools.settle(turn);
                        """),
                lease(
                        "the margin is forgotten",
                        "S1",
                        "PoolSettings",
                        "return leaseTtlMillis - safetyMarginMillis;",
                        "return leaseTtlMillis;"));
    }

    private static List<PlantedBug> ofTheLeadersClock() {
        return List.of(
                replication(
                        "a stalled quorum's time is made up for at once",
                        "S6",
                        "LeaderClock",
                        "if (reading.isAfter(limit)) {",
                        "if (reading.isAfter(limit.plusMillis(60_000))) {"),
                replication(
                        "a new leader's base is set and its mark is not",
                        "base and mark together†",
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
                        "LeaderClock",
                        "return new Stamp(reading, wallMillis.getAsLong());",
                        """
                        return new Stamp(
                            new ClusterTime(Math.max(applied.millis(), reading.millis() - 40)), wallMillis.getAsLong());
                        """),
                replication(
                        "a leader change gives every lease its time again",
                        "S6, no TTL is reset",
                        "LeaderClock",
                        "base = applied;",
                        "base = new ClusterTime(Math.max(0, applied.millis() - 60_000));"));
    }

    private static List<PlantedBug> ofGrants() {
        return List.of(
                lease(
                        "an epoch is granted without a check-in",
                        "S3",
                        "Succession",
                        ".ifPresent(chosen -> designate(chosen, vacancy, vacancy.trigger(), pool.lastPrimary()));",
                        ".ifPresent(chosen -> grant(chosen, vacancy));"),
                lease(
                        "an epoch is used twice",
                        "S2",
                        "Registry",
                        "return new Epoch(++lastEpoch);",
                        "lastEpoch += lastEpoch % 3 == 2 ? 0 : 1; return new Epoch(lastEpoch);"),
                lease(
                        "an epoch comes back after a pool is deleted",
                        "S2",
                        "Registry",
                        "        seats--;\n",
                        "        seats--;\n        lastEpoch = seats == 0 ? 0 : lastEpoch;\n"),
                lease(
                        "a standby is granted the lease while another holds it",
                        "S1",
                        "CheckIns",
                        "Optional<Tenure.Vacant> vacancy = wantsLease() ? vacancyForSender() : Optional.empty();",
                        """
                        Optional<Tenure.Vacant> vacancy = wantsLease() ? vacancyForSender()
                                .or(() -> pool.held().map(held -> Tenure.Vacant.first(turn.now()))) : Optional.empty();
                        """),
                lease(
                        "a claim of a foreign epoch renews the lease",
                        "a foreign epoch is never adopted",
                        "CheckIns",
                        "return holding instanceof Holding.Claim && !claims(held);",
                        "return false;"),
                lease(
                        "nobody is told of a foreign claim",
                        "a foreign epoch is an alarm",
                        "CheckIns",
                        "&& seat.alarms(claim.number())) {",
                        "&& seat.alarms(claim.number()) && another) {"),
                lease(
                        "freshness is ignored",
                        "only the fresh are chosen",
                        "Seat",
                        "return isLive() && staleAt().isAfter(now);",
                        "return isLive();"),
                lease(
                        "who yields is chosen again at once",
                        "ranks last for one interval",
                        "Succession",
                        "seat.yieldUntil(turn.now().plusMillis(pool.settings().checkInIntervalMillis()));",
                        "seat.yieldUntil(turn.now());"),
                lease(
                        "a bootstrap doesn't wait",
                        "min_candidates",
                        "Succession",
                        "if (candidates >= pool.settings().minCandidates() || isOver(pool.tenureDue())) {",
                        "if (candidates > 0 || isOver(pool.tenureDue())) {"));
    }

    private static List<PlantedBug> ofDrains() {
        return List.of(
                lease(
                        "a drain forgets the deadline",
                        "DRAINING ends at the deadline",
                        "Pool",
                        "return held().map(Tenure.Held::deadline).orElse(ClusterTime.NEVER);",
                        "return tenure instanceof Tenure.Held held ? held.deadline() : ClusterTime.NEVER;"),
                lease(
                        "a drain tells of more time than is left",
                        "max(0, deadline − stamp − margin)†",
                        "Standing",
                        "Grip.of(held.reign().epoch(), Math.max(0, valid)),",
                        "Grip.of(held.reign().epoch(), left),"),
                lease(
                        "a drain doesn't wait for its holder",
                        "nobody else is chosen until it has stopped",
                        "Succession",
                        """
                            Tenure.Draining drain(Tenure.Draining draining) {
                                pool.become(draining);
                        """,
                        """
                            Tenure.Draining drain(Tenure.Draining draining) {
                                pool.become(draining);
                                endReign(draining.trigger());
                                fillVacancy();
                        """),
                lease(
                        "a forced drain is renewed",
                        "one that is forced does not renew",
                        "CheckIns",
                        "if (draining.cause().isPlanned()) {\n            return hearPlanned(draining);",
                        "if (seat.profile().electable()) {\n            return hearPlanned(draining);"),
                lease(
                        "a handover is never called off by time",
                        "drain_timeout",
                        "Succession",
                        "if (isOver(draining.callOffAt())) {",
                        "if (draining.callOffAt().equals(ClusterTime.ZERO)) {"));
    }

    private static List<PlantedBug> ofSeats() {
        return List.of(
                lease(
                        "a newcomer inherits the lease of its seat",
                        "the newcomer does not inherit the lease",
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
                        "SeatClaim",
                        "return !occupied || namesOccupant || proven ? TAKES_IT : MUST_PROVE;",
                        "return TAKES_IT;"),
                lease(
                        "a newcomer ends a reign that it doesn't name",
                        "supersedes",
                        "Commands",
                        "&& checkIn.supersedes().contains(held.incarnation()))",
                        ")"),
                lease(
                        "a stale renewal counts",
                        "lower or equal is never applied†",
                        "Commands",
                        "if (renewal.seq() <= seat.seq()) {",
                        "if (renewal.seq() < seat.seq()) {"),
                lease(
                        "a stale check-in counts",
                        "lower or equal is never applied†",
                        "Commands",
                        "!seat.incarnation().isBare() && checkIn.seq() <= seat.seq()",
                        "!seat.incarnation().isBare() && checkIn.seq() < seat.seq()"),
                lease(
                        "a run that has left comes back",
                        "that incarnation never returns",
                        "SeatClaim",
                        "return seat.hasLeft() ? HAS_LEFT : HAS_IT;",
                        "return HAS_IT;"),
                lease(
                        "a seat is forgotten too soon",
                        "retention",
                        "Seat",
                        "&& !forgottenAt().isAfter(now);",
                        "&& !lostAt().isAfter(now);"),
                lease(
                        "a handle reaches a seat that another has",
                        "a handle is never reused",
                        "Registry",
                        "Handle handle = new Handle(++lastHandle);",
                        "Handle handle = new Handle(lastHandle == 3 ? 3 : ++lastHandle);"));
    }

    private static List<PlantedBug> ofOperators() {
        return List.of(
                lease(
                        "a deleted name grants at once",
                        "deleted with a live lease†",
                        "Operations",
                        "bury(new Tenure.Deleted(held.get().reign(), held.get().deadline()));",
                        "pool.clear(turn, Tenure.Vacant.first(turn.now()));"),
                lease(
                        "a paused pool moves by itself",
                        "no automatic move",
                        "Ranking",
                        "&& (pool.pause().isEmpty()\n",
                        "&& (true\n"),
                lease(
                        "a cordoned instance is chosen",
                        "filter: not cordoned",
                        "Seat",
                        "return isLive() && profile.electable() && cordon.isEmpty() && !isEvicted();",
                        "return isLive() && profile.electable() && !isEvicted();"),
                lease(
                        "a failover doesn't wait, though it is to be safe",
                        "S5",
                        "Operations",
                        "} else if (failover.unsafeNow()) {",
                        "} else if (failover.to().isPresent()) {"));
    }

    private static List<PlantedBug> ofReplicas() {
        return List.of(
                lease("a choice depends on where objects lie in memory", "S8", "Ranking", """
                            by = one.liveSince().compareTo(other.liveSince());
                        }
                        return by == 0 ? one.id().compareTo(other.id()) : by;
                """, """
                        }
                        return by == 0 ? Integer.compare(System.identityHashCode(one), System.identityHashCode(other)) : by;
                """),
                lease(
                        "a snapshot forgets who yields",
                        "S8",
                        "Seat",
                        "                yieldsUntilMillis,\n",
                        "                0,\n"),
                lease(
                        "a restored state knows no handles",
                        "S8",
                        "LeaseMachine",
                        "pool.seats().forEach(registry::added);",
                        "pool.seats().forEach(seat -> registry.added(new Seat(pool, seat.id())));"),
                replication(
                        "an answer tells of an entry that is not its own",
                        "S4",
                        "Replica",
                        "own.ifPresent(waiting -> waiting.decided(index, decisions, book.replicated()));",
                        "own.ifPresent(waiting -> waiting.decided(index + 1, decisions, book.replicated()));"));
    }

    private static List<PlantedBug> ofTheClient() {
        return List.of(
                client(
                        "the lease counts from the receipt of the answer",
                        "from the moment it composed the check-in",
                        "Protocol",
                        "Deadline end = attempt.composed().after(valid);",
                        "Deadline end = now.after(valid);"),
                client(
                        "a promise to hold nothing doesn't void the answers to earlier check-ins",
                        "0 = a promise†",
                        "Attempts",
                        "if (claim.isPromise()) {",
                        "if (claim.isPromise() && latest == 0) {"),
                client(
                        "a lease lasts a tenth of a second longer than it was told",
                        "past that it is no longer primary",
                        "Protocol",
                        "standing = new Holding(epoch, end, Wanted.STAY);",
                        "standing = new Holding(epoch, new Deadline(end.nanos() + 100_000_000), Wanted.STAY);"));
    }

    static PlantedBug lease(String name, String rule, String type, String original, String replacement) {
        return new PlantedBug(name, rule, LEASE + type + ".java", original, replacement);
    }

    static PlantedBug replication(String name, String rule, String type, String original, String replacement) {
        return new PlantedBug(name, rule, REPLICATION + type + ".java", original, replacement);
    }

    private static PlantedBug client(String name, String rule, String type, String original, String replacement) {
        return new PlantedBug(name, rule, CLIENT + type + ".java", original, replacement);
    }
}
