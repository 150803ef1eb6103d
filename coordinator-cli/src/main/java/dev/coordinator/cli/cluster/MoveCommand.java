package dev.coordinator.cli.cluster;

import dev.coordinator.cli.cluster.Waiting.Stage;
import dev.coordinator.cli.invocation.AuthorOptions;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.client.Endpoint;
import dev.coordinator.v1.ClusterOperationsServiceGrpc;
import dev.coordinator.v1.MoveNodeRequest;
import dev.coordinator.v1.MoveNodeResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "move",
        description = {
            "Say that a node is found elsewhere from now on.",
            "",
            "It stays the voter it was, with the data it has. The others look for it there",
            "at once, and until it listens there it counts as lost. Waits until it answers",
            "there. Safe to repeat.",
        },
        footer = {
            "",
            "Stop it, say this, take its data along, give it its new addresses, and start it:",
            "  coordctl cluster move n2 --api 10.0.0.9:7400 --raft 10.0.0.9:7401 --no-wait",
            "",
            "Ends with 0 when it answers there, with --no-wait when it is written down; with",
            "1 when it doesn't answer in time, with 5 when it is refused.",
        })
public final class MoveCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "NODE", description = "Its id.")
    private String node = "";

    @Mixin
    private final PlaceOptions place = new PlaceOptions();

    @Mixin
    private final WaitOptions wait = new WaitOptions();

    @Mixin
    private final AuthorOptions author = new AuthorOptions();

    public MoveCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Operator operator = new Operator(invocation);
        MoveNodeResponse answer = operator.tellLeader(
                ClusterOperationsServiceGrpc.getMoveNodeMethod(),
                MoveNodeRequest.newBuilder()
                        .setNodeId(node)
                        .setApiAddress(place.api())
                        .setRaftAddress(place.raft())
                        .setRequestedBy(author.requestedBy(invocation))
                        .setComment(author.comment())
                        .build());
        if (invocation.json()) {
            invocation.sayJson(answer);
        } else {
            invocation.sayInWords(
                    node + " is looked for at " + place.raft() + " now, and by clients at " + place.api() + ".");
        }
        return wait.waits()
                ? new Waiting(invocation, operator)
                        .until(wait.atMost(), census -> moved(operator))
                        .code()
                : 0;
    }

    /** It may answer at its old place, or by another name, as well; so the new one is asked. */
    private Stage moved(Operator operator) {
        return operator.answersAt(node, Endpoint.parse(place.api()))
                ? Stage.done(node + " answers at " + place.api() + ".")
                : Stage.stillAt(node + " does not answer at " + place.api() + " yet");
    }
}
