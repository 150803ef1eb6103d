package dev.coordinator.cli.cluster;

import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.connection.NoAnswer;
import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.text.Printable;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "status",
        description = "Ask every node for its own view: those of the endpoints and those that these list.",
        footer = {
            "",
            "Ends with 0 when more than half of the nodes follow one leader, with 4 when that is not seen, and with 1"
                    + " when nodes of different clusters answer.",
        })
public final class StatusCommand implements Callable<Integer> {

    private final Invocation invocation;

    public StatusCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
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
            invocation.say(invocation.screen().cut(Printable.of(verdict.sentence())));
            invocation.say(
                    (invocation.wide() ? NodeTable.wide(nodes) : NodeTable.narrow(nodes)).lines(invocation.screen()));
        }
        return status(verdict).code();
    }

    private static ExitStatus status(Verdict verdict) {
        if (verdict.quorum()) {
            return ExitStatus.OK;
        }
        return verdict.clusters().size() > 1 ? ExitStatus.FAILED : ExitStatus.UNAVAILABLE;
    }
}
