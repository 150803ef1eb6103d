package dev.coordinator.cli.operation;

import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.invocation.AuthorOptions;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.v1.PoolOperationsServiceGrpc;
import dev.coordinator.v1.ResumeRequest;
import dev.coordinator.v1.ResumeResponse;
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
        ResumeResponse answer;
        try (Cluster cluster = invocation.cluster()) {
            answer = cluster.ask(
                    PoolOperationsServiceGrpc.getResumeMethod(),
                    ResumeRequest.newBuilder()
                            .setPool(pool)
                            .setRequestedBy(author.requestedBy(invocation))
                            .setComment(author.comment())
                            .build());
        }
        if (invocation.json()) {
            invocation.sayJson(answer);
        } else {
            invocation.say(OutlookText.resumed(pool, answer.getOutlook()));
        }
        return 0;
    }
}
