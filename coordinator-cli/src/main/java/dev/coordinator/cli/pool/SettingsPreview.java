package dev.coordinator.cli.pool;

import dev.coordinator.cli.text.Cell;
import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.cli.text.Table;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What setting settings changes: each old value beside the new one, and what comes of it. */
final class SettingsPreview {

    private final Optional<Pool> before;
    private final PoolSettings now;
    private final PoolSettings then;

    /**
     * @param before the pool as it is; empty when there is none yet
     * @param unset the settings of a pool for which nothing is set
     * @param then the settings as they will be
     */
    SettingsPreview(Optional<Pool> before, PoolSettings unset, PoolSettings then) {
        this.before = before;
        this.now = before.map(Pool::getSettings).orElse(unset);
        this.then = then;
    }

    /** One row for each setting that changes, those that follow another included. */
    Table changes() {
        Map<String, String> old = SettingsFacts.of(now);
        Table table = new Table("SETTING", "NOW", "THEN");
        SettingsFacts.of(then).forEach((name, value) -> {
            if (!value.equals(old.get(name))) {
                table.add(List.of(Cell.of(name), Cell.of(String.valueOf(old.get(name))), Cell.of(value)));
            }
        });
        return table;
    }

    /** What to know before it is done, a sentence each. */
    List<String> consequences() {
        List<String> sentences = new ArrayList<>();
        if (before.isEmpty()) {
            sentences.add("There is no such pool yet; it is made.");
        }
        if (now.getCheckInIntervalMs() != then.getCheckInIntervalMs()) {
            sentences.add("Instances are told the new interval in the answer to their next check-in, within "
                    + HumanDuration.roughAtMost(now.getCheckInIntervalMs() * 11 / 10) + ".");
        }
        if (then.getLeaseTtlMs() < now.getLeaseTtlMs()) {
            sentences.add("A running lease is not shortened: the new TTL counts from the primary's next check-in,"
                    + " and its deadline moves on only when that is later.");
        } else if (then.getLeaseTtlMs() > now.getLeaseTtlMs()) {
            sentences.add("From the primary's next check-in on a dead primary is missed for "
                    + HumanDuration.exact(then.getLeaseTtlMs()) + " instead of "
                    + HumanDuration.exact(now.getLeaseTtlMs()) + ".");
        }
        if (then.getLeaseTtlMs() <= now.getCheckInIntervalMs() * 3 / 2) {
            sentences.add("Instances keep the old interval of " + HumanDuration.exact(now.getCheckInIntervalMs())
                    + " until then, and may count as lost for being silent longer than the new TTL.");
        }
        if (then.getRetentionMs() < now.getRetentionMs()) {
            sentences.add("Seats that were silent for longer than " + HumanDuration.exact(then.getRetentionMs())
                    + " are forgotten.");
        }
        if (then.getFailback() && !now.getFailback()) {
            sentences.add("An instance of higher priority gets the lease by a handover once it has been healthy for "
                    + HumanDuration.exact(then.getHoldDownMs()) + ".");
        }
        return sentences;
    }
}
