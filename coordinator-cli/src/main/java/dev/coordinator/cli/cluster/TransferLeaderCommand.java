package dev.coordinator.cli.cluster;

import dev.coordinator.cli.cluster.Waiting.Stage;
import dev.coordinator.cli.invocation.AuthorOptions;
import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.v1.ClusterOperationsServiceGrpc;
import dev.coordinator.v1.StatusResponse;
import dev.coordinator.v1.TransferLeadershipRequest;
import dev.coordinator.v1.TransferLeadershipResponse;
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
            "Ends with 0 when another node leads, with --no-wait when it has begun; with 1",
            "when the old leader goes on, with 3 when there is no such node, with 5 when it is",
            "refused.",
        })
public final class TransferLeaderCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Option(
            names = "--to",
            paramLabel = "NODE",
            description = "To this node; else to the most up-to-date one that isn't drained.")
    private String to = "";

    @Mixin
    private final WaitOptions wait = new WaitOptions();

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
            say(to + " leads already.", outcome(census, before, false));
            return 0;
        }
        if (census.nodes().stream().anyMatch(node -> node.nodeId().equals(to) && node.isDraining())) {
            invocation.complain(to + " is being drained, and would hand leadership on at once. First: coordctl cluster"
                    + " drain " + to + " --undo");
            return ExitStatus.PRECONDITION.code();
        }
        TransferLeadershipResponse begun = operator.tellLeader(
                census,
                ClusterOperationsServiceGrpc.getTransferLeadershipMethod(),
                TransferLeadershipRequest.newBuilder()
                        .setTo(to)
                        .setRequestedBy(author.requestedBy(invocation))
                        .setComment(author.comment())
                        .build());
        // Who was seen to lead may not be who was asked in the end, which an older node doesn't say.
        String former = begun.getFormerLeaderId().isEmpty() ? before : begun.getFormerLeaderId();
        if (!wait.waits()) {
            say("", outcome(census, former, false));
            return 0;
        }
        Waiting waiting = new Waiting(invocation, operator);
        ExitStatus end = waiting.until(
                wait.atMostForATransfer(),
                later -> moved(later, former),
                "Leadership has not moved" + (to.isEmpty() ? "" : " to " + to)
                        + ": see 'coordctl cluster status', and repeat it.");
        say("", outcome(waiting.last().orElse(census), former, waiting.isDone() && !former.equals(to)));
        return end.code();
    }

    private void say(String sentence, Outcome outcome) {
        if (invocation.json()) {
            invocation.sayJson(outcome.json());
        } else if (!sentence.isEmpty()) {
            invocation.sayInWords(sentence);
        }
    }

    private static Outcome outcome(Census census, String before, boolean moved) {
        return new Outcome()
                .with("moved", moved)
                .with("leaderId", census.leaderId())
                .with("formerLeaderId", before)
                .with("term", census.leaderStatus().map(StatusResponse::getTerm).orElse(0L));
    }

    private Stage moved(Census census, String former) {
        String leader = census.leaderId();
        boolean isAnother = !leader.isEmpty() && !former.isEmpty() && !leader.equals(former);
        boolean isDone = to.isEmpty() ? isAnother : leader.equals(to);
        if (!isDone) {
            return Stage.stillAt(isAnother ? leader + " leads, not " + to : "");
        }
        return Stage.done(leader + " leads in term "
                + census.leaderStatus().map(StatusResponse::getTerm).orElse(0L)
                + (isAnother ? "; " + former + " led before." : "."));
    }
}
