package dev.coordinator.server.simulation;

import static dev.coordinator.server.simulation.Finders.by;
import static dev.coordinator.server.simulation.PlantedBugs.lease;

import java.util.List;
import java.util.stream.Stream;

/** Those of the {@link PlantedBugs} that are about reigns: how they begin, are handed over, and end. */
final class PlantedInReigns {

    private PlantedInReigns() {}

    static List<PlantedBug> all() {
        return Stream.of(ofDeadlines(), ofGrants(), ofChoices(), ofVacancies(), ofDrains())
                .flatMap(List::stream)
                .toList();
    }

    private static List<PlantedBug> ofDeadlines() {
        return List.of(
                lease(
                        "a lease expires a millisecond early",
                        "S5",
                        by(DeadlinesNeverMoveEarlier.class),
                        "Tenure",
                        "now.plusMillis(ttlMillis)",
                        "now.plusMillis(ttlMillis - 1)"),
                lease(
                        "new settings shorten a running lease",
                        "S5†",
                        by(DeadlinesNeverMoveEarlier.class),
                        "Tenure",
                        "ClusterTime.later(deadline, now.plusMillis(ttlMillis))",
                        "now.plusMillis(ttlMillis)"),
                lease(
                        "what is due comes after the commands",
                        "expiries before check-ins",
                        by(ReplicasAgree.class).afterMaybe(AnsweredIsCommitted.class),
                        "LeaseMachine",
                        """
                                pools.settle(turn);
                                Commands rules = new Commands(turn, pools);
                                List<Decision> decisions = new ArrayList<>(commands.size());
                                for (Command command : commands) {
                                    checkIns += command instanceof Command.Renewal || command instanceof Command.CheckIn ? 1 : 0;
                                    decisions.add(rules.decide(command));
                                }
                        """,
                        """
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
                        by(GripsFollowTheLease.class),
                        "PoolSettings",
                        "return leaseTtlMillis - safetyMarginMillis;",
                        "return leaseTtlMillis;"));
    }

    private static List<PlantedBug> ofGrants() {
        return List.of(
                lease(
                        "an epoch is granted without a check-in",
                        "S3",
                        by(OnlyAnswersMakePrimaries.class),
                        "Succession",
                        ".ifPresent(chosen -> designate(chosen, vacancy, vacancy.trigger(), pool.lastPrimary()));",
                        ".ifPresent(chosen -> grant(chosen, vacancy));"),
                lease(
                        "an epoch is used twice",
                        "S2",
                        by(EpochsOnlyRise.class),
                        "Registry",
                        "return new Epoch(++lastEpoch);",
                        "lastEpoch += lastEpoch % 3 == 2 ? 0 : 1; return new Epoch(lastEpoch);"),
                lease(
                        "an epoch comes back after a pool is deleted",
                        "S2",
                        by(EpochsOnlyRise.class),
                        "Registry",
                        "        seats--;\n",
                        "        seats--;\n        lastEpoch = seats == 0 ? 0 : lastEpoch;\n"),
                lease(
                        "a standby is granted the lease while another holds it",
                        "S1",
                        by(OneReignAtATime.class),
                        "CheckIns",
                        "Optional<Tenure.Vacant> vacancy = wantsLease() ? vacancyForSender() : Optional.empty();",
                        """
                        Optional<Tenure.Vacant> vacancy = wantsLease() ? vacancyForSender()
                                .or(() -> pool.held().map(held -> Tenure.Vacant.first(turn.now()))) : Optional.empty();
                        """));
    }

    private static List<PlantedBug> ofChoices() {
        return List.of(
                lease(
                        "a claim of a foreign epoch renews the lease",
                        "a foreign epoch is never adopted",
                        by(DeadlinesNeverMoveEarlier.class).afterMaybe(NoReignEndsEarly.class),
                        "CheckIns",
                        "return holding instanceof Holding.Claim && !claims(held);",
                        "return false;"),
                lease(
                        "nobody is told of a foreign claim",
                        "a foreign epoch is an alarm",
                        by(ForeignClaimsAreSeen.class),
                        "CheckIns",
                        "&& seat.alarms(claim.number())) {",
                        "&& seat.alarms(claim.number()) && pool.held().isEmpty()) {"),
                lease(
                        "freshness is ignored",
                        "only the fresh are chosen",
                        by(OnlyTheFreshAreChosen.class).afterMaybe(NoFreshCandidateIsOverlooked.class),
                        "Seat",
                        "return isLive() && staleAt().isAfter(now);",
                        "return isLive();"),
                lease(
                        "who yields is chosen again at once",
                        "ranks last for one interval",
                        by(YieldersComeLast.class),
                        "Succession",
                        "seat.yieldUntil(turn.now().plusMillis(pool.settings().checkInIntervalMillis()));",
                        "seat.yieldUntil(turn.now());"),
                lease(
                        "a bootstrap doesn't wait",
                        "min_candidates",
                        by(BootstrapWaits.class),
                        "Succession",
                        "if (candidates >= pool.settings().minCandidates() || isOver(pool.tenureDue())) {",
                        "if (candidates > 0 || isOver(pool.tenureDue())) {"));
    }

    private static List<PlantedBug> ofVacancies() {
        return List.of(
                lease(
                        "nobody follows at once when a primary leaves",
                        "S7",
                        by(NoFreshCandidateIsOverlooked.class),
                        "Commands",
                        """
                                succession.reconsider();
                                succession.fillVacancy();
                                pools.keep(turn, pool);
                                return new Decision.Departed(ended);
                        """,
                        """
                                succession.reconsider();
                                pools.keep(turn, pool);
                                return new Decision.Departed(ended);
                        """),
                lease(
                        "who releases the lease is granted it again",
                        "a check-in that ends a reign is never answered PRIMARY",
                        by(WhoEndsAReignIsNoPrimary.class),
                        "CheckIns",
                        "succession.endReign(how);\n        succession.yieldForAnInterval(seat);",
                        """
                        Tenure.Vacant vacancy = succession.endReign(how);
                        if (seat.isEligible() && vacancy.target().isEmpty()) {
                            succession.grant(seat, vacancy);
                            return granted();
                        }
                        succession.yieldForAnInterval(seat);
                        """),
                lease(
                        "one that is awaited and comes is left waiting",
                        "S7",
                        by(PoolsHavePrimaries.class),
                        "CheckIns",
                        "return designated.instance().equals(seat.id()) ? Optional.of(designated.vacancy()) :"
                                + " Optional.empty();",
                        "return Optional.empty();"));
    }

    private static List<PlantedBug> ofDrains() {
        return List.of(
                lease(
                        "a drain forgets the deadline",
                        "DRAINING ends at the deadline",
                        by(OverdueLeasesAreOver.class),
                        "Pool",
                        "return held().map(Tenure.Held::deadline).orElse(ClusterTime.NEVER);",
                        "return tenure instanceof Tenure.Held held ? held.deadline() : ClusterTime.NEVER;"),
                lease(
                        "a drain tells of more time than is left",
                        "max(0, deadline − stamp − margin)†",
                        by(GripsFollowTheLease.class),
                        "Standing",
                        "Grip.of(held.reign().epoch(), Math.max(0, valid)),",
                        "Grip.of(held.reign().epoch(), left),"),
                lease(
                        "a drain doesn't wait for its holder",
                        "nobody else is chosen until it has stopped",
                        by(NobodyIsChosenWhileHeld.class),
                        "Succession",
                        """
                            Tenure.Draining drain(Tenure.Draining draining) {
                                pool.become(draining);
                        """,
                        """
                            Tenure.Draining drain(Tenure.Draining draining) {
                                pool.become(draining);
                                pool.become(new Tenure.Vacant(turn.now(), draining.trigger(), draining.successor()));
                                fillVacancy();
                        """),
                lease(
                        "a forced drain is renewed",
                        "one that is forced does not renew",
                        by(DeadlinesNeverMoveEarlier.class).afterMaybe(EvictedRunsAreOver.class),
                        "CheckIns",
                        "if (draining.cause().isPlanned()) {\n            return hearPlanned(draining);",
                        "if (seat.profile().electable()) {\n            return hearPlanned(draining);"),
                lease(
                        "a handover is never called off by time",
                        "drain_timeout",
                        by(HandoversEnd.class),
                        "Succession",
                        "if (isOver(draining.callOffAt())) {",
                        "if (draining.callOffAt().equals(ClusterTime.ZERO)) {"),
                lease(
                        "a lease that is renewed during a handover expires early",
                        "S5",
                        by(NoReignEndsEarly.class),
                        "Pool",
                        "return held().map(Tenure.Held::deadline).orElse(ClusterTime.NEVER);",
                        """
                        return held().map(held -> tenure instanceof Tenure.Draining draining && draining.cause().isPlanned()
                                ? new ClusterTime(held.deadline().millis() - 20) : held.deadline()).orElse(ClusterTime.NEVER);
                        """));
    }
}
