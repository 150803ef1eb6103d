package dev.coordinator.cli.cluster;

import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.connection.NoAnswer;
import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.Invocation;
import java.util.List;
import java.util.function.BiFunction;

/** Asks every node for its own view, and tells what they add up to. */
final class StatusReport {

    private final Invocation invocation;

    StatusReport(Invocation invocation) {
        this.invocation = invocation;
    }

    /** @param table what follows the verdict, for people */
    ExitStatus run(BiFunction<Census, Verdict, List<String>> table) {
        Census census;
        try (Cluster cluster = invocation.cluster()) {
            census = Census.take(cluster);
        }
        List<NodeView> nodes = census.nodes();
        Verdict verdict = Verdict.of(nodes);
        if (invocation.json()) {
            invocation.sayJson(NodeJson.of(verdict, nodes));
        } else if (verdict.answering() == 0) {
            throw new NoAnswer(census.failures());
        } else {
            invocation.sayInWords(verdict.sentence());
            invocation.say(table.apply(census, verdict));
        }
        return status(verdict);
    }

    private static ExitStatus status(Verdict verdict) {
        if (verdict.quorum()) {
            return ExitStatus.OK;
        }
        return verdict.clusters().size() > 1 ? ExitStatus.FAILED : ExitStatus.UNAVAILABLE;
    }
}
