package dev.coordinator.cli.pool;

import dev.coordinator.cli.text.Facts;
import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.cli.text.LocalTime;
import dev.coordinator.cli.text.Paint;
import dev.coordinator.cli.text.Words;
import dev.coordinator.v1.Change;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.Primary;
import java.time.ZoneId;

/** One pool in detail. */
public final class PoolFacts {

    private PoolFacts() {}

    static Facts of(Pool pool, ZoneId zone) {
        Facts facts = present(new Facts().add("Pool", pool.getName()), pool, zone);
        if (pool.hasLastChange()) {
            Change change = pool.getLastChange();
            facts.add("Last change", ChangeText.sentence(change, zone))
                    .add("", ChangeText.said(change))
                    .add("", LocalTime.of(change.getTime(), zone))
                    .add("Ranking", ChangeText.ranking(change));
        }
        SettingsFacts.add(facts, pool.getSettings());
        return facts;
    }

    /** How it is, without how it came to be and what is set. */
    public static Facts present(Facts facts, Pool pool, ZoneId zone) {
        facts.add("State", PoolText.state(pool), PoolText.paint(pool));
        addWhatIsInForce(facts, pool, zone);
        if (pool.hasPrimary()) {
            add(facts, pool.getPrimary(), zone);
        }
        facts.add("Lease left", PoolText.leaseLeft(pool))
                .add("Awaited", pool.getDesignated())
                .add("Next in line", nextInLine(pool), pool.getNextInLineCount() == 0 ? Paint.DOUBTFUL : Paint.PLAIN)
                .add("Instances", instances(pool));
        return facts;
    }

    /** What keeps it from going its usual way. */
    private static void addWhatIsInForce(Facts facts, Pool pool, ZoneId zone) {
        if (pool.getGrantsNothingForMs() > 0) {
            facts.add(
                    "Grants nothing",
                    "for another " + HumanDuration.roughAtMost(pool.getGrantsNothingForMs()),
                    Paint.DOUBTFUL);
        }
        if (pool.hasPause()) {
            facts.add("Paused", SuspensionText.of(pool.getPause()), Paint.DOUBTFUL)
                    .add("", "since " + LocalTime.of(pool.getPause().getSince(), zone));
        }
        if (pool.getCallOffInMs() > 0) {
            facts.add(
                    "Called off in",
                    HumanDuration.roughAtMost(pool.getCallOffInMs()) + ", unless the primary has stopped by then");
        }
        if (pool.hasScheduledSwitchover()) {
            facts.add("Switchover", ScheduleText.fact(pool.getScheduledSwitchover(), zone));
        }
        facts.add("To follow", pool.getTarget());
        pool.getAlarmsList().forEach(alarm -> facts.add("Alarm", AlarmText.of(alarm, zone), Paint.BAD));
    }

    private static void add(Facts facts, Primary primary, ZoneId zone) {
        facts.add("Primary", primary.getInstanceId() + (primary.getConfirmed() ? "" : " (has not confirmed yet)"))
                .add("Address", primary.getAddress())
                .add("Labels", LabelText.of(primary.getLabelsMap()))
                .add("Epoch", Long.toString(primary.getEpoch()))
                .add("Since", LocalTime.of(primary.getSince(), zone));
    }

    private static String nextInLine(Pool pool) {
        return pool.getNextInLineCount() == 0 ? "no one" : String.join(", ", pool.getNextInLineList());
    }

    private static String instances(Pool pool) {
        return Words.count(Integer.toUnsignedLong(pool.getInstances()), "seat") + ", " + pool.getLive() + " live, "
                + pool.getSuccessors() + " could take over";
    }
}
