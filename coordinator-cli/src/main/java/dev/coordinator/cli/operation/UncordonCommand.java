package dev.coordinator.cli.operation;

import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.invocation.AuthorOptions;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.v1.PoolOperationsServiceGrpc;
import dev.coordinator.v1.UncordonRequest;
import dev.coordinator.v1.UncordonResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "uncordon",
        description = "End a cordon: the instance may be primary again, if it says so itself.",
        footer = {
            "",
            "  coordctl uncordon orders app-1",
        })
public final class UncordonCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "POOL", description = "The pool.")
    private String pool = "";

    @Parameters(index = "1", paramLabel = "INSTANCE", description = "The instance.")
    private String instance = "";

    @Mixin
    private final AuthorOptions author = new AuthorOptions();

    public UncordonCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        UncordonResponse answer;
        try (Cluster cluster = invocation.cluster()) {
            answer = cluster.ask(
                    PoolOperationsServiceGrpc.getUncordonMethod(),
                    UncordonRequest.newBuilder()
                            .setPool(pool)
                            .setInstanceId(instance)
                            .setRequestedBy(author.requestedBy(invocation))
                            .setComment(author.comment())
                            .build());
        }
        if (invocation.json()) {
            invocation.sayJson(answer);
        } else {
            invocation.say(OutlookText.uncordoned(instance, answer.getOutlook()));
        }
        return 0;
    }
}
