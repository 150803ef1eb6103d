package dev.coordinator.cli.membership;

import dev.coordinator.cli.text.Paint;
import dev.coordinator.client.Epoch;
import dev.coordinator.client.KnownPrimary;
import dev.coordinator.client.Member;
import dev.coordinator.client.StandbyReason;
import dev.coordinator.client.Successor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that became of an instance.
 *
 * @param facts what belongs to it, in the order in which it is told
 */
record Happening(String event, Map<String, String> facts, Paint paint) {

    Happening {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    static Happening joining(Member member) {
        return new Happening("joining", Map.of(), Paint.PLAIN)
                .with("pool", member.pool())
                .with("instance", member.instanceId());
    }

    static Happening primary(Epoch epoch) {
        return new Happening("PRIMARY", Map.of(), Paint.GOOD).with("epoch", epoch.toString());
    }

    /** It was primary and is no more. */
    static Happening stopped(StandbyReason reason) {
        return new Happening("STANDBY", Map.of(), Paint.PLAIN).with("reason", reason.name());
    }

    /** It may be chosen; the reason is as the coordinator names it. */
    static Happening standby(String reason, Optional<KnownPrimary> primary) {
        return new Happening("STANDBY", Map.of(), Paint.PLAIN)
                .with("reason", reason)
                .with("primary", primary.map(KnownPrimary::instanceId).orElse(""))
                .with("epoch", primary.map(known -> known.epoch().toString()).orElse(""));
    }

    static Happening superseded(Successor successor) {
        long incarnation = successor.incarnation();
        return new Happening("SUPERSEDED", Map.of(), Paint.BAD)
                .with("by", incarnation == 0 ? "" : Long.toUnsignedString(incarnation))
                .with("address", successor.address());
    }

    /** Check-ins get no answer; whoever is primary stays so by its own clock. */
    static Happening unanswered(String why) {
        return new Happening("unanswered", Map.of(), Paint.DOUBTFUL).with("why", why);
    }

    static Happening answered() {
        return new Happening("answered", Map.of(), Paint.PLAIN);
    }

    static Happening left() {
        return new Happening("left", Map.of(), Paint.PLAIN);
    }

    /** The same with one fact more; an empty one isn't one. */
    private Happening with(String fact, String value) {
        if (value.isEmpty()) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(facts);
        more.put(fact, value);
        return new Happening(event, more, paint);
    }
}
