package dev.coordinator.cli.operation;

import dev.coordinator.cli.invocation.AuthorOptions;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.v1.PoolOperationsServiceGrpc;
import dev.coordinator.v1.ResumeRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "resume",
        description = "End a pause: the pool moves by itself again.",
        footer = {
            "",
            "  coordctl resume orders",
        })
public final class ResumeCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "POOL", description = "The pool.")
    private String pool = "";

    @Mixin
    private final AuthorOptions author = new AuthorOptions();

    public ResumeCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        return StandingWord.say(
                invocation,
                PoolOperationsServiceGrpc.getResumeMethod(),
                ResumeRequest.newBuilder()
                        .setPool(pool)
                        .setRequestedBy(author.requestedBy(invocation))
                        .setComment(author.comment())
                        .build(),
                answer -> OutlookText.resumed(pool, answer.getOutlook()));
    }
}
