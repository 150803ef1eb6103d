package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whoever claims an epoch that was never granted to it is recorded, the first time that it claims that one.
 *
 * <p>Excused is what nobody can know any more, and nothing else: epochs that a lost cluster may have granted; and those from
 * before the pool's last 64 grants that are also from before the seat was made, or before a grant to the same instance that
 * is not among those 64.
 */
final class ForeignClaimsAreSeen implements Invariant {

    private static final int REMEMBERED = 64;
    private static final long MOST_LOST = 1L << 40;

    private final Set<Claimed> granted = new HashSet<>();
    private final Set<Claimed> told = new HashSet<>();
    private final Map<PoolName, List<Claimed>> sinceMade = new HashMap<>();
    private final Map<Who, Long> seatMadeAfter = new HashMap<>();
    private final List<Recovered> recoveries = new ArrayList<>();
    private long last;

    private record Who(PoolName pool, InstanceId instance) {}

    private record Claimed(Who who, long epoch) {
        static Claimed of(Change change) {
            return new Claimed(new Who(change.pool(), change.to().orElseThrow()), change.epoch());
        }
    }

    /** What was kept knows of no later grant; of a pool or seat that it has and that was made anew since, it may know more. */
    @Override
    public void recovered(Recovered how) {
        recoveries.add(how);
        last = how.begun().lastEpoch();
        sinceMade
                .values()
                .forEach(grants ->
                        grants.removeIf(grant -> grant.epoch > how.kept().lastEpoch()));
    }

    @Override
    public void check(Step step) {
        step.speaker()
                .map(speaker -> new Who(speaker.pool(), speaker.instance()))
                .ifPresent(who -> {
                    if (Step.seat(step.before(), who.pool, who.instance).isEmpty()) {
                        seatMadeAfter.put(who, last);
                    }
                    step.answer().filter(ForeignClaimsAreSeen::counts).ifPresent(answer -> hear(step, who));
                });
        step.changes().forEach(this::note);
    }

    private static boolean counts(Decision.Answer answer) {
        return answer.nonce() == 0 && answer.supersededBy().isEmpty();
    }

    private void hear(Step step, Who who) {
        if (!(step.speaker().orElseThrow().holding() instanceof Holding.Claim said)) {
            return;
        }
        Claimed claim = new Claimed(who, said.number());
        if (!granted.contains(claim) && !told.contains(claim) && canBeKnown(claim)) {
            require(
                    step.changes(ChangeKind.DUAL_CLAIM).map(Claimed::of).anyMatch(claim::equals),
                    who.pool,
                    who.instance + " claims epoch " + claim.epoch + ", and nobody is told");
        }
    }

    private boolean canBeKnown(Claimed claim) {
        if (claim.epoch > last) {
            return true;
        }
        List<Claimed> all = sinceMade.getOrDefault(claim.who.pool, List.of());
        int first = Math.max(0, all.size() - REMEMBERED);
        List<Claimed> remembered = all.subList(first, all.size());
        if (remembered.stream().anyMatch(grant -> grant.epoch == claim.epoch)) {
            return true;
        }
        long unknownUpTo = seatMadeAfter.getOrDefault(claim.who, Long.MAX_VALUE);
        for (Claimed grant : all.subList(0, first)) {
            unknownUpTo = grant.who.equals(claim.who) ? Math.max(unknownUpTo, grant.epoch) : unknownUpTo;
        }
        boolean isLater = !remembered.isEmpty() && claim.epoch > remembered.get(0).epoch;
        return (isLater || claim.epoch > unknownUpTo) && recoveries.stream().noneMatch(how -> mayBeLost(how, claim));
    }

    private static boolean mayBeLost(Recovered how, Claimed claim) {
        long kept = how.kept().lastEpoch();
        return claim.epoch > kept && claim.epoch <= Math.min(how.begun().lastEpoch(), kept + MOST_LOST);
    }

    private void note(Change change) {
        switch (change.kind()) {
            case GRANTED -> {
                Claimed grant = Claimed.of(change);
                granted.add(grant);
                sinceMade
                        .computeIfAbsent(change.pool(), pool -> new ArrayList<>())
                        .add(grant);
                last = change.epoch();
            }
            case POOL_DELETED, POOL_REMOVED -> sinceMade.remove(change.pool());
            case DUAL_CLAIM -> told.add(Claimed.of(change));
            default -> {}
        }
    }
}
