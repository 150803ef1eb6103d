package dev.coordinator.cli.cluster;

import dev.coordinator.cli.invocation.AuthorOptions;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.v1.AddNodeRequest;
import dev.coordinator.v1.AddNodeResponse;
import dev.coordinator.v1.ClusterOperationsServiceGrpc;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "add",
        description = {
            "Add a node that waits to be added; it gets the log first, and votes only then.",
            "",
            "On the node before: coordinator-server join --config FILE, then start it.",
            "Safe to repeat.",
        },
        footer = {
            "",
            "  coordctl cluster add n4 --api 10.0.0.4:7400 --raft 10.0.0.4:7401",
            "",
            "Ends with 0 when it votes, with --no-wait when it is written down; with 5 when",
            "it is refused: because another node is joining or leaving, say, or too few",
            "voters are within reach.",
        })
public final class AddCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "NODE", description = "Its id, as in its configuration.")
    private String node = "";

    @Mixin
    private final PlaceOptions place = new PlaceOptions();

    @Mixin
    private final WaitOptions wait = new WaitOptions();

    @Mixin
    private final AuthorOptions author = new AuthorOptions();

    public AddCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Operator operator = new Operator(invocation);
        add(invocation, operator, node, place, author);
        return wait.waits()
                ? new Waiting(invocation, operator)
                        .until(wait.atMost(), census -> Joining.joining(census, node))
                        .code()
                : 0;
    }

    static void add(Invocation invocation, Operator operator, String node, PlaceOptions place, AuthorOptions author) {
        AddNodeResponse answer = operator.tellLeader(
                ClusterOperationsServiceGrpc.getAddNodeMethod(),
                AddNodeRequest.newBuilder()
                        .setNodeId(node)
                        .setApiAddress(place.api())
                        .setRaftAddress(place.raft())
                        .setRequestedBy(author.requestedBy(invocation))
                        .setComment(author.comment())
                        .build());
        if (invocation.json()) {
            invocation.sayJson(answer);
        }
    }
}
