package dev.coordinator.cli.cluster;

import com.google.protobuf.Struct;
import dev.coordinator.cli.cluster.Waiting.Stage;
import dev.coordinator.cli.invocation.AuthorOptions;
import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.client.Endpoint;
import dev.coordinator.v1.ClusterOperationsServiceGrpc;
import dev.coordinator.v1.DrainNodeRequest;
import dev.coordinator.v1.StatusResponse;
import dev.coordinator.v1.UndrainNodeRequest;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "drain",
        description = {
            "Make a node ready for being stopped, and say when it is.",
            "",
            "It hands leadership over, doesn't stand for election, and sends its sessions",
            "to other nodes; it goes on voting. A restart ends the drain, and so does",
            "--undo. Safe to repeat.",
        },
        footer = {
            "",
            "  coordctl cluster drain n3 && ssh n3 systemctl restart coordinator-server",
            "  coordctl cluster drain n3 --undo",
            "",
            "Ends with 0 when it may be stopped, with --no-wait when it has begun; with 1",
            "when it may not yet, with 3 when there is no such node, with 5 when the others",
            "would be too few without it.",
        })
public final class DrainCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "NODE", description = "Its id.")
    private String node = "";

    @Option(names = "--undo", description = "End the drain.")
    private boolean undo;

    @Mixin
    private final WaitOptions wait = new WaitOptions();

    @Mixin
    private final AuthorOptions author = new AuthorOptions();

    public DrainCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Operator operator = new Operator(invocation);
        Census census = operator.census();
        Optional<Endpoint> known = census.placeOf(node);
        if (known.isEmpty()) {
            invocation.complain("There is no node '" + node + "'; 'coordctl status' lists them.");
            return ExitStatus.NOT_FOUND.code();
        }
        Endpoint place = known.get();
        if (undo) {
            operator.tellNode(place, ClusterOperationsServiceGrpc.getUndrainNodeMethod(), undrain());
            if (invocation.json()) {
                invocation.sayJson(outcome(census, false, false));
            } else {
                invocation.sayInWords(node + " serves in full again.");
            }
            return 0;
        }
        if (!census.without(node).isEnough()) {
            invocation.complain(
                    node + " must not be stopped: " + census.without(node).sentence() + ".");
            return ExitStatus.PRECONDITION.code();
        }
        operator.tellNode(place, ClusterOperationsServiceGrpc.getDrainNodeMethod(), drain());
        Waiting waiting = new Waiting(invocation, operator);
        ExitStatus end = wait.waits() ? waiting.until(wait.atMost(), this::drained) : ExitStatus.OK;
        if (invocation.json()) {
            invocation.sayJson(outcome(waiting.last().orElse(census), true, waiting.isDone()));
        }
        return end.code();
    }

    private Struct outcome(Census census, boolean draining, boolean mayBeStopped) {
        return new Outcome()
                .with("nodeId", node)
                .with("draining", draining)
                .with("mayBeStopped", mayBeStopped)
                .with("leaderId", census.leaderId())
                .with(
                        "sessions",
                        census.answerOf(node).map(StatusResponse::getSessions).orElse(0L))
                .json();
    }

    private DrainNodeRequest drain() {
        return DrainNodeRequest.newBuilder()
                .setNodeId(node)
                .setRequestedBy(author.requestedBy(invocation))
                .setComment(author.comment())
                .build();
    }

    private UndrainNodeRequest undrain() {
        return UndrainNodeRequest.newBuilder()
                .setNodeId(node)
                .setRequestedBy(author.requestedBy(invocation))
                .setComment(author.comment())
                .build();
    }

    private Stage drained(Census census) {
        Optional<StatusResponse> status = census.answerOf(node);
        if (status.isEmpty() || !status.get().getDraining()) {
            return Stage.stillAt(node + " does not answer, or was restarted");
        }
        if (census.leaderId().isEmpty() || census.leaderId().equals(node)) {
            return Stage.stillAt(node + " hands leadership over");
        }
        Remaining others = census.without(node);
        if (!others.isEnough()) {
            return Stage.stillAt(node + " must not be stopped yet: " + others.sentence());
        }
        long sessions = status.get().getSessions();
        if (sessions > 0) {
            return Stage.stillAt(sessions + " sessions of " + node + " go to other nodes");
        }
        return Stage.done(
                node + " may be stopped: " + census.leaderId() + " leads, and without it " + others.sentence() + ".");
    }
}
