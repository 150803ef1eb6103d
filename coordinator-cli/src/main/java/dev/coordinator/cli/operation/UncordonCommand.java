package dev.coordinator.cli.operation;

import dev.coordinator.cli.invocation.AuthorOptions;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.v1.PoolOperationsServiceGrpc;
import dev.coordinator.v1.UncordonRequest;
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
        return StandingWord.say(
                invocation,
                PoolOperationsServiceGrpc.getUncordonMethod(),
                UncordonRequest.newBuilder()
                        .setPool(pool)
                        .setInstanceId(instance)
                        .setRequestedBy(author.requestedBy(invocation))
                        .setComment(author.comment())
                        .build(),
                answer -> OutlookText.uncordoned(instance, answer.getOutlook()));
    }
}
