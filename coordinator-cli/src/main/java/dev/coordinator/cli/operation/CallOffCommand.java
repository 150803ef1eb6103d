package dev.coordinator.cli.operation;

import dev.coordinator.cli.invocation.AuthorOptions;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.v1.CallOffHandoverRequest;
import dev.coordinator.v1.PoolOperationsServiceGrpc;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "call-off",
        description = "End a switchover or failover that still runs: the primary stays.",
        footer = {
            "",
            "  coordctl call-off orders --comment 'wrong pool'",
        })
public final class CallOffCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "POOL", description = "The pool.")
    private String pool = "";

    @Mixin
    private final AuthorOptions author = new AuthorOptions();

    public CallOffCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        return StandingWord.say(
                invocation,
                PoolOperationsServiceGrpc.getCallOffHandoverMethod(),
                CallOffHandoverRequest.newBuilder()
                        .setPool(pool)
                        .setRequestedBy(author.requestedBy(invocation))
                        .setComment(author.comment())
                        .build(),
                answer -> OutlookText.calledOff(pool, answer.getOutlook()));
    }
}
