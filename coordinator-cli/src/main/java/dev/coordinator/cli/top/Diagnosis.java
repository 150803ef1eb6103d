package dev.coordinator.cli.top;

import dev.coordinator.cli.pool.AlarmText;
import dev.coordinator.cli.pool.PoolSigns;
import dev.coordinator.cli.pool.ScheduleText;
import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.cli.text.Paint;
import dev.coordinator.cli.text.Words;
import dev.coordinator.v1.Pool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is the matter with one pool.
 *
 * @param troubles the worst first, each with the words that say it
 * @param plan what is scheduled, which is no trouble; empty: nothing
 */
record Diagnosis(Map<Trouble, String> troubles, String plan) {

    /**
     * @param read that a renewal was overdue is judged by what was read: a lease that only counts down since then has most likely
     *     been renewed meanwhile
     * @param pool the same as it is by now
     */
    static Diagnosis of(Pool read, Pool pool, Instant now) {
        Map<Trouble, String> troubles = new EnumMap<>(Trouble.class);
        lackOfPrimary(pool).ifPresent(trouble -> troubles.put(trouble, words(trouble, pool)));
        if (AlarmText.isNew(pool, now)) {
            troubles.put(Trouble.DUAL_CLAIM, words(Trouble.DUAL_CLAIM, pool));
        }
        if (PoolSigns.isRenewalOverdue(read)) {
            troubles.put(Trouble.LEASE_RUNS_DOWN, words(Trouble.LEASE_RUNS_DOWN, pool));
        }
        if (pool.hasPrimary() && pool.getSuccessors() == 0) {
            troubles.put(Trouble.NO_SUCCESSOR, words(Trouble.NO_SUCCESSOR, pool));
        }
        if (isDraining(pool)) {
            troubles.put(Trouble.DRAINING, words(Trouble.DRAINING, pool));
        }
        if (pool.getPaused()) {
            troubles.put(Trouble.PAUSED, words(Trouble.PAUSED, pool));
        }
        if (PoolSigns.isFlapping(pool)) {
            troubles.put(Trouble.FLAPPING, words(Trouble.FLAPPING, pool));
        }
        return new Diagnosis(
                troubles, pool.hasScheduledSwitchover() ? ScheduleText.brief(pool.getScheduledSwitchover()) : "");
    }

    /** Empty: nothing is the matter. */
    Optional<Trouble> worst() {
        return troubles.keySet().stream().findFirst();
    }

    Paint paint() {
        return worst().map(Trouble::paint).orElse(Paint.GOOD);
    }

    /** "no successor; paused until it is ended"; "held; switchover in 8h 12m" when nothing is the matter. */
    String sentence() {
        List<String> sentences = new ArrayList<>(troubles.values());
        if (sentences.isEmpty()) {
            sentences.add("held");
        }
        if (!plan.isEmpty()) {
            sentences.add(plan);
        }
        return String.join("; ", sentences);
    }

    private static Optional<Trouble> lackOfPrimary(Pool pool) {
        return switch (pool.getState()) {
            case POOL_STATE_VACANT -> Optional.of(Trouble.NO_PRIMARY);
            case POOL_STATE_QUIET, POOL_STATE_DELETED -> Optional.of(Trouble.GRANTS_NOTHING);
            case POOL_STATE_DESIGNATED -> Optional.of(Trouble.AWAITED);
            case POOL_STATE_BOOTSTRAPPING -> Optional.of(Trouble.BOOTSTRAPPING);
            default -> Optional.empty();
        };
    }

    private static boolean isDraining(Pool pool) {
        return Words.of(pool.getState()).equals("draining");
    }

    private static String words(Trouble trouble, Pool pool) {
        return switch (trouble) {
            case GRANTS_NOTHING ->
                Words.of(pool.getState()) + ", grants nothing for "
                        + HumanDuration.roughAtMost(pool.getGrantsNothingForMs());
            case AWAITED -> "no primary yet, awaiting " + pool.getDesignated();
            case BOOTSTRAPPING ->
                "no primary yet, " + pool.getSuccessors() + " of "
                        + Words.count(pool.getSettings().getMinCandidates(), "candidate");
            case DRAINING ->
                "draining"
                        + (pool.getTarget().isEmpty() ? "" : " for " + pool.getTarget())
                        + (pool.getCallOffInMs() == 0
                                ? ""
                                : ", called off in " + HumanDuration.roughAtMost(pool.getCallOffInMs()));
            case PAUSED ->
                pool.getPause().hasRemainingMs()
                        ? "paused for "
                                + HumanDuration.roughAtMost(pool.getPause().getRemainingMs())
                        : "paused";
            case FLAPPING ->
                "flapping, " + Integer.toUnsignedString(pool.getRecentLosses()) + " losses" + " in "
                        + HumanDuration.exact(pool.getSettings().getFlapWindowMs());
            default -> trouble.words();
        };
    }
}
