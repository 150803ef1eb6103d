package dev.coordinator.cli.cluster;

import dev.coordinator.cli.cluster.Waiting.Stage;
import dev.coordinator.cli.invocation.AuthorOptions;
import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.v1.ClusterOperationsServiceGrpc;
import dev.coordinator.v1.StatusResponse;
import dev.coordinator.v1.TransferLeadershipRequest;
import java.util.Comparator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "transfer-leader",
        description = {
            "Hand leadership among the coordinators over. Leases and their holders don't notice.",
        },
        footer = {
            "",
            "  coordctl cluster transfer-leader",
            "  coordctl cluster transfer-leader --to n3",
            "",
            "Ends with 0 when another node leads, with 1 when the old leader goes on, with 5",
            "when it is refused.",
        })
public final class TransferLeaderCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Option(
            names = "--to",
            paramLabel = "NODE",
            description = "To this node; else to the most up-to-date one that isn't drained.")
    private String to = "";

    @Mixin
    private final AuthorOptions author = new AuthorOptions();

    public TransferLeaderCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Operator operator = new Operator(invocation);
        Census census = operator.census();
        String before = census.leaderId();
        if (!to.isEmpty() && to.equals(before)) {
            invocation.say(to + " leads already.");
            return 0;
        }
        if (census.nodes().stream().anyMatch(node -> node.nodeId().equals(to) && node.isDraining())) {
            invocation.complain(to + " is being drained, and would hand leadership on at once. First: coordctl cluster"
                    + " drain " + to + " --undo");
            return ExitStatus.PRECONDITION.code();
        }
        operator.tellLeader(
                census,
                ClusterOperationsServiceGrpc.getTransferLeadershipMethod(),
                TransferLeadershipRequest.newBuilder()
                        .setTo(target(census, before))
                        .setRequestedBy(author.requestedBy(invocation))
                        .setComment(author.comment())
                        .build());
        return new Waiting(invocation, operator)
                .until(invocation.timeout(), later -> moved(later, before))
                .code();
    }

    /** The leader chooses by its log alone; a node that is being drained would hand leadership on at once. */
    private String target(Census census, String leader) {
        if (!to.isEmpty() || census.nodes().stream().noneMatch(NodeView::isDraining)) {
            return to;
        }
        return census.nodes().stream()
                .filter(node -> node.counts() && !node.isDraining())
                .filter(node -> !node.nodeId().equals(leader))
                .flatMap(node -> node.status().stream())
                .max(Comparator.comparingLong(StatusResponse::getLastLogIndex))
                .map(StatusResponse::getNodeId)
                .orElse("");
    }

    private static Stage moved(Census census, String before) {
        String leader = census.leaderId();
        return leader.isEmpty() || leader.equals(before)
                ? Stage.stillAt("")
                : Stage.done(leader + " leads in term "
                        + census.leaderStatus().map(StatusResponse::getTerm).orElse(0L)
                        + (before.isEmpty() ? "." : "; " + before + " led before."));
    }
}
