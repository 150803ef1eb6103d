package dev.coordinator.server.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who believes to hold a pool's lease, by its own clock, and until when in true time. Runs that identify themselves count
 * one by one, even under one id; those that don't, by id.
 */
final class Beliefs {

    private final Timeline timeline;
    private final AtMostOneBelieves rule = new AtMostOneBelieves();
    private final List<Belief> beliefs = new ArrayList<>();
    private final Set<Long> excused = new HashSet<>();
    private final Map<String, Long> excusedUpTo = new HashMap<>();

    Beliefs(Timeline timeline) {
        this.timeline = timeline;
    }

    /** @param untilNanos in true time */
    record Belief(Program who, long epoch, long untilNanos) {}

    /** From now until then. */
    void believes(Program who, long epoch, long untilNanos) {
        forgets(who);
        if (untilNanos <= timeline.nowNanos() || isExcused(who.pool(), epoch)) {
            return;
        }
        beliefs.removeIf(each -> each.untilNanos <= timeline.nowNanos());
        Belief belief = new Belief(who, epoch, untilNanos);
        rule.check(belief, beliefs, timeline.nowNanos());
        beliefs.add(belief);
    }

    /** An operator took the risk that whoever holds this epoch goes on believing. */
    void excuse(long epoch) {
        excused.add(epoch);
        beliefs.removeIf(each -> each.epoch == epoch);
    }

    /** The same for every epoch of the pool up to that one, for nobody knows which it is. */
    void excuse(String pool, long lastEpoch) {
        excusedUpTo.put(pool, lastEpoch);
        beliefs.removeIf(each -> each.who.pool().equals(pool) && each.epoch <= lastEpoch);
    }

    private boolean isExcused(String pool, long epoch) {
        return excused.contains(epoch) || epoch <= excusedUpTo.getOrDefault(pool, 0L);
    }

    void forgets(Program who) {
        beliefs.removeIf(each -> each.who == who);
    }

    boolean isBelieved(Program who) {
        return beliefs.stream().anyMatch(each -> each.who == who && each.untilNanos > timeline.nowNanos());
    }

    /** For how long it will believe, unless it hears more. */
    long restNanos(Program who) {
        return beliefs.stream()
                .filter(each -> each.who == who)
                .mapToLong(each -> each.untilNanos - timeline.nowNanos())
                .max()
                .orElse(0);
    }

    /** Whether anyone of the pool believes. */
    boolean isHeld(String pool) {
        return beliefs.stream().anyMatch(each -> each.who.pool().equals(pool) && each.untilNanos > timeline.nowNanos());
    }
}
