package dev.coordinator.cli.doctor;

import dev.coordinator.cli.pool.AlarmText;
import dev.coordinator.cli.pool.PoolSigns;
import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.cli.text.Words;
import dev.coordinator.v1.Alarm;
import dev.coordinator.v1.Instance;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.Suspension;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is looked at in the pools. */
final class PoolChecks {

    /** A pause that lasts longer was perhaps forgotten. */
    private static final Duration LONG_PAUSE = Duration.ofHours(1);

    /** How many instances a pool remembers, those that left or were lost included; every cluster's fixed limit. */
    private static final int MOST_SEATS = 1_000;

    /** From here on there may be no room left within days. */
    private static final int MANY_SEATS = 800;

    private PoolChecks() {}

    static Stream<Finding> readability(Picture picture) {
        PoolsReading reading = picture.pools();
        if (!reading.trouble().isEmpty()) {
            return picture.verdict().answering() == 0
                    ? Stream.empty()
                    : Stream.of(Finding.problem(
                            Finding.POOLS, "can't be read: " + reading.trouble(), "coordctl pools --stale"));
        }
        String some = reading.more() ? "the first " : "";
        Finding read = reading.staleFrom().isEmpty()
                ? Finding.ok(Finding.POOLS, some + Words.count(reading.pools().size(), "pool") + " looked at")
                : Finding.warning(
                        Finding.POOLS,
                        some + Words.count(reading.pools().size(), "pool") + " looked at as " + reading.staleFrom()
                                + " knew them, for no quorum could be asked",
                        "mend the cluster first, then coordctl doctor again");
        return Stream.of(read);
    }

    static Stream<Finding> primaries(Picture picture) {
        return each(picture, PoolChecks::lackOfPrimary);
    }

    private static Stream<Finding> lackOfPrimary(Pool pool) {
        String where = Finding.pool(pool);
        return switch (pool.getState()) {
            case POOL_STATE_VACANT -> Stream.of(vacancy(pool));
            case POOL_STATE_DESIGNATED ->
                Stream.of(Finding.warning(
                        where,
                        "has no primary; " + pool.getDesignated() + " is awaited",
                        "coordctl watch " + pool.getName()));
            case POOL_STATE_BOOTSTRAPPING ->
                Stream.of(Finding.warning(
                        where,
                        "has never had a primary: " + pool.getSuccessors() + " of "
                                + Words.count(pool.getSettings().getMinCandidates(), "candidate"),
                        "start the instances that are missing, or coordctl failover " + pool.getName()));
            case POOL_STATE_QUIET, POOL_STATE_DELETED ->
                Stream.of(Finding.warning(
                        where,
                        "grants nothing for another " + HumanDuration.roughAtMost(pool.getGrantsNothingForMs())
                                + ", for it is " + Words.of(pool.getState()),
                        "coordctl pool " + pool.getName()));
            default -> Stream.empty();
        };
    }

    private static Finding vacancy(Pool pool) {
        if (pool.getInstances() == 0) {
            return Finding.warning(
                    Finding.pool(pool),
                    "has no primary and no instances",
                    "start some, or coordctl pool delete " + pool.getName());
        }
        String paused = pool.getPaused() ? "; it is paused" : "";
        return pool.getLive() == 0
                ? Finding.problem(
                        Finding.pool(pool),
                        "has no primary: none of " + Words.count(pool.getInstances(), "instance") + " is alive"
                                + paused,
                        "start one; coordctl instances " + pool.getName() + " says when each was heard of")
                : Finding.problem(
                        Finding.pool(pool),
                        "has no primary, though " + pool.getLive() + " of "
                                + Words.count(pool.getInstances(), "instance") + " check in" + paused,
                        pool.getPaused()
                                ? "coordctl resume " + pool.getName()
                                : "coordctl explain " + pool.getName() + " says what speaks against each");
    }

    static Stream<Finding> successors(Picture picture) {
        return each(
                picture,
                pool -> pool.hasPrimary() && pool.getSuccessors() == 0
                        ? Stream.of(Finding.warning(
                                Finding.pool(pool),
                                "has no successor: if " + pool.getPrimary().getInstanceId() + " dies, no one follows",
                                "coordctl instances " + pool.getName()))
                        : Stream.empty());
    }

    /** Mostly of instances that take a new id whenever they are started, so that nobody sees it come by those that live. */
    static Stream<Finding> seats(Picture picture) {
        return each(picture, pool -> pool.getInstances() < MANY_SEATS ? Stream.empty() : Stream.of(shortage(pool)));
    }

    private static Finding shortage(Pool pool) {
        String where = Finding.pool(pool);
        String what = "remembers " + pool.getInstances() + " of at most " + MOST_SEATS + " instances, of which "
                + pool.getLive() + " check in; ";
        String next = "give instances ids that outlive a restart; those that are gone are forgotten sooner after"
                + " coordctl pool set " + pool.getName() + " --retention 1h";
        return pool.getInstances() < MOST_SEATS
                ? Finding.warning(where, what + "with all of them taken, new ones are refused", next)
                : Finding.problem(where, what + "new ones are refused", next);
    }

    static Stream<Finding> renewals(Picture picture) {
        return each(
                picture,
                pool -> PoolSigns.isRenewalOverdue(pool)
                                && picture.pools().staleFrom().isEmpty()
                        ? Stream.of(Finding.warning(
                                Finding.pool(pool),
                                pool.getPrimary().getInstanceId() + " is overdue; its lease ends in "
                                        + HumanDuration.rough(pool.getLeaseRemainingMs()),
                                "coordctl instances " + pool.getName() + "; is it alive, does it reach the nodes?"))
                        : Stream.empty());
    }

    static Stream<Finding> flapping(Picture picture) {
        return each(
                picture,
                pool -> PoolSigns.isFlapping(pool)
                        ? Stream.of(Finding.warning(
                                Finding.pool(pool),
                                "flaps: " + Integer.toUnsignedString(pool.getRecentLosses()) + " losses in "
                                        + HumanDuration.exact(pool.getSettings().getFlapWindowMs())
                                        + losers(picture, pool),
                                "coordctl history " + pool.getName() + " --since 1h"))
                        : Stream.empty());
    }

    private static String losers(Picture picture, Pool pool) {
        String losers = picture.pools().instancesOf(pool).stream()
                .filter(instance -> instance.getRecentLosses() != 0)
                .sorted(Comparator.comparingInt(Instance::getRecentLosses).reversed())
                .limit(3)
                .map(Instance::getInstanceId)
                .collect(Collectors.joining(", "));
        return losers.isEmpty() ? "" : ", most of " + losers;
    }

    static Stream<Finding> pauses(Picture picture) {
        return each(
                picture,
                pool -> pool.getPaused() && isLong(pool.getPause(), picture.taken())
                        ? Stream.of(Finding.warning(
                                Finding.pool(pool),
                                "is paused " + suspension(pool.getPause(), picture.taken())
                                        + ": no instance takes over by itself",
                                "coordctl resume " + pool.getName()))
                        : Stream.empty());
    }

    static Stream<Finding> cordons(Picture picture) {
        return eachInstance(
                picture,
                (pool, instance) -> instance.hasCordon() && isLong(instance.getCordon(), picture.taken())
                        ? Stream.of(Finding.warning(
                                Finding.pool(pool),
                                instance.getInstanceId() + " is cordoned "
                                        + suspension(instance.getCordon(), picture.taken()),
                                "coordctl uncordon " + pool.getName() + " " + instance.getInstanceId()))
                        : Stream.empty());
    }

    private static boolean isLong(Suspension suspension, Instant now) {
        return !suspension.hasRemainingMs() && age(suspension, now).compareTo(LONG_PAUSE) >= 0;
    }

    private static Duration age(Suspension suspension, Instant now) {
        return Duration.between(Instant.ofEpochSecond(suspension.getSince().getSeconds()), now);
    }

    private static String suspension(Suspension suspension, Instant now) {
        return "for " + HumanDuration.rough(age(suspension, now).toMillis()) + " by " + suspension.getActor()
                + (suspension.getComment().isEmpty() ? "" : " (" + suspension.getComment() + ")") + " with no end";
    }

    static Stream<Finding> dualClaims(Picture picture) {
        return each(picture, pool -> {
            if (!AlarmText.isNew(pool, picture.taken())) {
                return Stream.empty();
            }
            Alarm latest = pool.getAlarms(pool.getAlarmsCount() - 1);
            return Stream.of(Finding.problem(
                    Finding.pool(pool),
                    latest.getInstanceId() + " claimed epoch " + Long.toUnsignedString(latest.getEpoch())
                            + ", not its own, within the last day: two may have acted as primary",
                    "coordctl pool " + pool.getName() + "; look for a copied machine or state file at "
                            + (latest.getAddress().isEmpty() ? latest.getInstanceId() : latest.getAddress())));
        });
    }

    static Stream<Finding> duplicateIds(Picture picture) {
        return eachInstance(
                picture,
                (pool, instance) -> instance.hasDispute()
                        ? Stream.of(Finding.problem(
                                Finding.pool(pool),
                                "two runs check in as " + instance.getInstanceId(),
                                "coordctl instances " + pool.getName() + "; stop one, or give it an id of its own"))
                        : Stream.empty());
    }

    private static Stream<Finding> each(Picture picture, Function<Pool, Stream<Finding>> look) {
        return picture.pools().pools().stream().flatMap(look);
    }

    /** Looks at one instance of a pool. */
    private interface InstanceLook {
        Stream<Finding> at(Pool pool, Instance instance);
    }

    private static Stream<Finding> eachInstance(Picture picture, InstanceLook look) {
        return each(
                picture,
                pool -> picture.pools().instancesOf(pool).stream().flatMap(instance -> look.at(pool, instance)));
    }
}
