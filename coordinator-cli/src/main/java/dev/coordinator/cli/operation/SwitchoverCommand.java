package dev.coordinator.cli.operation;

import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.invocation.AuthorOptions;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.cli.text.Json;
import dev.coordinator.v1.Outlook;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolOperationsServiceGrpc;
import dev.coordinator.v1.SwitchOverRequest;
import dev.coordinator.v1.SwitchOverResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "switchover",
        description = {
            "Hand the lease over in order: the primary is asked to stop, then the next one follows.",
            "A primary that doesn't stop in time stays. Ctrl-C ends the watching, not the handover.",
        },
        footer = {
            "",
            "  coordctl switchover orders",
            "  coordctl switchover orders --to app-2 --comment 'new kernel on app-1'",
            "",
            "Ends with 0 when the lease has moved, with 1 when the primary stays.",
        })
public final class SwitchoverCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "POOL", description = "The pool.")
    private String pool = "";

    @Mixin
    private final MoveOptions move = new MoveOptions();

    @Mixin
    private final AuthorOptions author = new AuthorOptions();

    public SwitchoverCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        try (Cluster cluster = invocation.cluster()) {
            return new Move(invocation, cluster, pool)
                    .run(move.waits(), this::ask)
                    .code();
        }
    }

    private Outlook ask(Cluster cluster, Pool before) {
        SwitchOverResponse answer = cluster.askOnce(
                PoolOperationsServiceGrpc.getSwitchOverMethod(),
                SwitchOverRequest.newBuilder()
                        .setPool(pool)
                        .setTo(move.to())
                        .setRequestedBy(author.requestedBy(invocation))
                        .setComment(author.comment())
                        .build());
        if (invocation.json()) {
            invocation.say(Json.line(answer));
        } else {
            invocation.say(OutlookText.moving(answer.getOutlook()));
            invocation.say("If it hasn't stopped "
                    + HumanDuration.exact(before.getSettings().getDrainTimeoutMs()) + " after it was told, it stays.");
        }
        return answer.getOutlook();
    }
}
