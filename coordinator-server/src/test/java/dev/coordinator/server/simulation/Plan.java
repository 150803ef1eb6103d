package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Limits;
import dev.coordinator.server.lease.PoolSettings;
import dev.coordinator.server.lease.SettingsChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What kind of run a seed gives: how many take part, how fast everything goes, and how bad things are.
 *
 * @param intervalMillis about how often instances check in
 * @param choices the settings among which operators choose; the first are in force from the start
 * @param mostOffPpm how far clocks may be off: as far as S1 promises for every one of the choices
 * @param delayMillis the longest a message takes when nothing is wrong with it
 * @param lossPerMille of messages
 * @param doublingPerMille of messages
 * @param trouble how likely each kind of fault is, per mille of what the run could do
 * @param electionMillis how long a leader is missed before another stands
 * @param faultyMillis how long things go wrong; then they are calm
 * @param loss whether all coordinators are lost on the way, and how life goes on
 */
record Plan(
        int nodes,
        int pools,
        int instances,
        long intervalMillis,
        List<SettingsChange> choices,
        long mostOffPpm,
        long delayMillis,
        int lossPerMille,
        int doublingPerMille,
        int trouble,
        long electionMillis,
        long faultyMillis,
        Loss loss) {

    /** What becomes of a cluster. */
    enum Loss {
        /** It lives on. */
        NONE,
        /** It is recovered, and the run is over while nothing is granted yet. */
        QUIET,
        /** It is recovered, and the time in which nothing is granted is waited for. */
        WAITED,
        /** All instances are stopped, it is recovered, and nothing needs to be waited for. */
        UNSAFE
    }

    static Plan drawn(Chance chance) {
        long interval = chance.oneOf(100L, 100L, 150L, 200L, 300L, 500L, 1_000L, 3_000L);
        Loss loss = loss(chance);
        List<SettingsChange> choices = choices(chance, interval, loss != Loss.NONE);
        return new Plan(
                chance.percent(80) ? 3 : 5,
                1 + chance.below(2),
                2 + chance.below(4),
                interval,
                choices,
                mostOff(choices),
                Math.min(chance.oneOf(2L, 5L, 20L, 60L), interval / 20),
                chance.oneOf(0, 5, 30, 100),
                chance.oneOf(0, 10, 50),
                chance.oneOf(0, 100, 300, 600),
                chance.between(150, 900),
                Math.max(8_000, 40 * interval),
                loss);
    }

    private static Loss loss(Chance chance) {
        int roll = chance.below(1_000);
        if (roll < 6) {
            return Loss.WAITED;
        }
        if (roll < 40) {
            return Loss.QUIET;
        }
        return roll < 80 ? Loss.UNSAFE : Loss.NONE;
    }

    /** @param lengthened leases of another length come in between, and their margin must not stay */
    private static List<SettingsChange> choices(Chance chance, long interval, boolean lengthened) {
        List<SettingsChange> choices = new ArrayList<>();
        int marginPercent = chance.oneOf(2, 5, 10, 10, 20);
        // All or none: what one choice leaves out stays as another has set it, and would be too little for it.
        boolean bySetting = lengthened || marginPercent != 10 || chance.percent(20);
        for (int i = 0; i < 3; i++) {
            long ownInterval = i == 0 ? interval : Math.max(100, chance.oneOf(interval, interval * 2, interval / 2));
            long ttl = ownInterval * chance.between(3, 5) + chance.below(3);
            choices.add(new SettingsChange(
                    OptionalLong.of(ownInterval),
                    OptionalLong.of(ttl),
                    bySetting ? OptionalLong.of(ttl * marginPercent / 100 + 1) : OptionalLong.empty(),
                    OptionalLong.of(ttl * chance.between(2, 8)),
                    OptionalLong.of(ttl * chance.between(0, 8)),
                    chance.percent(15) ? OptionalInt.of(2) : OptionalInt.empty(),
                    chance.percent(50) ? OptionalLong.of(ttl * 2) : OptionalLong.empty(),
                    OptionalLong.of(chance.between(1_000, 1_000 + 2 * ttl)),
                    Optional.of(chance.percent(30)),
                    OptionalLong.of(chance.between(0, 2 * ttl))));
        }
        return choices;
    }

    /**
     * (TTL − margin)·(1 + x) < (TTL − 1 ms)·(1 − x), for every choice; the millisecond is what a stamp may be rounded by. A
     * little less than that, and 3 % at most.
     */
    private static long mostOff(List<SettingsChange> choices) {
        double least = 0.03;
        for (SettingsChange choice : choices) {
            PoolSettings settings = choice.effective();
            double valid = settings.leaseTtlMillis() - settings.safetyMarginMillis();
            double lasts = settings.leaseTtlMillis() - 1.0;
            least = Math.min(least, 0.98 * (lasts - valid) / (lasts + valid));
        }
        return (long) (Math.max(0, least) * 1_000_000);
    }

    /** The longest lease that any settings allow, with check-ins as often as before. */
    SettingsChange longestLease() {
        long ttl = Limits.LONGEST_LEASE_MILLIS;
        SettingsChange first = choices.get(0);
        return new SettingsChange(
                first.checkInIntervalMillis(),
                OptionalLong.of(ttl),
                OptionalLong.of(ttl / 10),
                OptionalLong.of(2 * ttl),
                first.flapWindowMillis(),
                first.minCandidates(),
                first.bootstrapWaitMillis(),
                first.drainTimeoutMillis(),
                first.failback(),
                first.holdDownMillis());
    }

    /** The longest time after which a dead primary's lease is over and another's check-in is due, under any choice. */
    long longestTtlMillis() {
        return choices.stream()
                .mapToLong(choice -> choice.effective().leaseTtlMillis())
                .max()
                .orElseThrow();
    }

    long longestIntervalMillis() {
        return choices.stream()
                .mapToLong(choice -> choice.effective().checkInIntervalMillis())
                .max()
                .orElseThrow();
    }
}
