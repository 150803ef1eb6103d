package dev.coordinator.server.telemetry;

import dev.coordinator.server.lease.Role;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Check-ins that this node took from instances, whichever node led. */
public final class CheckInMetrics {

    private final Map<Role, CounterDataPoint> answered = new EnumMap<>(Role.class);
    private final Map<Unanswered, CounterDataPoint> unanswered = new EnumMap<>(Unanswered.class);
    private final DistributionDataPoint duration;

    CheckInMetrics(PrometheusRegistry registry) {
        Counter outcomes = Counter.builder()
                .name("coordinator_check_ins_total")
                .help(
                        "Check-ins taken from instances, by the role they were answered with or the reason they were not.")
                .labelNames("outcome")
                .register(registry);
        for (Role role : Role.values()) {
            answered.put(role, outcomes.labelValues(word(role)));
        }
        for (Unanswered reason : Unanswered.values()) {
            unanswered.put(reason, outcomes.labelValues(word(reason)));
        }
        duration = Histogram.builder()
                .name("coordinator_check_in_duration_seconds")
                .help("From the receipt of a check-in to its decision.")
                .unit(Unit.SECONDS)
                .classicUpperBounds(LogMetrics.UPPER_BOUNDS_SECONDS)
                .classicOnly()
                .register(registry)
                .labelValues();
    }

    /** Why a check-in has no answer. */
    public enum Unanswered {
        /** It was refused: stale, or of another run. */
        REFUSED,
        /** No node is known to lead. */
        NO_LEADER,
        /** The queue was full. */
        OVERLOADED,
        /** It may have been applied or not. */
        OUTCOME_UNKNOWN
    }

    /** One was answered, so long after its receipt. */
    public void answered(Role role, long nanos) {
        point(answered, role).inc();
        duration.observe(Unit.nanosToSeconds(nanos));
    }

    /** One was not answered. */
    public void unanswered(Unanswered reason) {
        point(unanswered, reason).inc();
    }

    private static <K> CounterDataPoint point(Map<K, CounterDataPoint> points, K key) {
        CounterDataPoint point = points.get(key);
        if (point == null) {
            throw new IllegalStateException("not counted: " + key);
        }
        return point;
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
