package dev.coordinator.server.telemetry;

import dev.coordinator.server.telemetry.AskedGauges.Point;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** How this node does, asked at every scrape. */
final class ConditionMetrics {

    private final Supplier<NodeCondition> condition;

    private ConditionMetrics(Supplier<NodeCondition> condition) {
        this.condition = condition;
    }

    static void register(AskedGauges asked, Supplier<NodeCondition> condition) {
        new ConditionMetrics(condition).register(asked);
    }

    private void register(AskedGauges asked) {
        asked.number(
                "coordinator_disk_free_bytes",
                "Free on the file system that the data is on.",
                now(NodeCondition::diskFreeBytes));
        asked.number(
                "coordinator_disk_bytes",
                "The size of the file system that the data is on.",
                now(NodeCondition::diskTotalBytes));
        asked.number(
                "coordinator_log_write_longest_seconds",
                "The longest of the last minute's writes to the log; one under way counts with what it has taken so far.",
                now(NodeCondition::longestWriteSeconds));
        asked.each(
                "coordinator_raft_voter_heard",
                "At the node that leads: 1 if it has heard of that voter within the last election timeout, else 0.",
                "node",
                () -> flags(NodeCondition::heard));
        asked.each(
                "coordinator_certificate_end_timestamp_seconds",
                "When the first of the certificates that a listener shows and trusts ends.",
                "listener",
                () -> entries(NodeCondition::certificateEnds).map(each -> Point.of(each.getKey(), each.getValue())));
        asked.each(
                "coordinator_certificate_failing",
                "1 while what a listener's files hold can't be used, and it goes on with what it had; else 0.",
                "listener",
                () -> flags(NodeCondition::certificateFailures));
        asked.number(
                "coordinator_sessions",
                "Streams of check-ins that are open at this node.",
                now(NodeCondition::sessions));
        asked.number(
                "coordinator_watches",
                "Watches that are open at this node, over gRPC and HTTP.",
                now(NodeCondition::watches));
        asked.number(
                "coordinator_waiting_check_ins",
                "Check-ins over HTTP whose answers wait for news at this node.",
                now(NodeCondition::waitingCheckIns));
    }

    private Supplier<Number> now(Function<NodeCondition, Number> part) {
        return () -> part.apply(condition.get());
    }

    private Stream<Point> flags(Function<NodeCondition, Map<String, Boolean>> part) {
        return entries(part).map(each -> Point.of(each.getKey(), each.getValue().booleanValue()));
    }

    private <V> Stream<Map.Entry<String, V>> entries(Function<NodeCondition, Map<String, V>> part) {
        return part.apply(condition.get()).entrySet().stream();
    }
}
