package dev.coordinator.cli.cluster;

import dev.coordinator.cli.invocation.AuthorOptions;
import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.v1.ClusterOperationsServiceGrpc;
import dev.coordinator.v1.RemoveNodeRequest;
import dev.coordinator.v1.RemoveNodeResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "remove",
        description = {
            "Remove a node, or end its joining.",
            "",
            "One that leads hands leadership over first. Stop its process afterwards, and",
            "delete its data: it can't come back with it.",
        },
        footer = {
            "",
            "  coordctl cluster remove n2",
            "",
            "Ends with 0 when it has left, with --no-wait when that is written down; with 3",
            "when there is no such node, with 5 when it is refused: because too few voters",
            "would be left within reach, say.",
        })
public final class RemoveCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "NODE", description = "Its id.")
    private String node = "";

    @Mixin
    private final WaitOptions wait = new WaitOptions();

    @Mixin
    private final AuthorOptions author = new AuthorOptions();

    public RemoveCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Operator operator = new Operator(invocation);
        remove(invocation, operator, node, author);
        if (!wait.waits()) {
            return 0;
        }
        Waiting waiting = new Waiting(invocation, operator);
        ExitStatus status = waiting.until(wait.atMost(), census -> Joining.leaving(census, node));
        if (waiting.isDone()) {
            noteWhatIsLeft(invocation);
        }
        return status.code();
    }

    /** For whoever removed a node that doesn't come back. */
    static void noteWhatIsLeft(Invocation invocation) {
        invocation.note("Now stop its process, if it runs, and delete its data.");
    }

    static void remove(Invocation invocation, Operator operator, String node, AuthorOptions author) {
        RemoveNodeResponse answer = operator.tellLeader(
                ClusterOperationsServiceGrpc.getRemoveNodeMethod(),
                RemoveNodeRequest.newBuilder()
                        .setNodeId(node)
                        .setRequestedBy(author.requestedBy(invocation))
                        .setComment(author.comment())
                        .build());
        if (invocation.json()) {
            invocation.sayJson(answer);
        }
    }
}
