package dev.coordinator.cli.operation;

import dev.coordinator.cli.invocation.AuthorOptions;
import dev.coordinator.cli.invocation.DurationOption;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.v1.PauseRequest;
import dev.coordinator.v1.PoolOperationsServiceGrpc;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "pause",
        description = {
            "Suspend automatic moves of a pool. Its primary goes on.",
            "If its lease ends, no other instance takes over; switchover and failover still work.",
        },
        footer = {
            "",
            "  coordctl pause orders --for 30m --comment 'network maintenance'",
        })
public final class PauseCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "POOL", description = "The pool.")
    private String pool = "";

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "For so long, such as 10m; at most 365d. Else until 'coordctl resume'.")
    @Nullable
    private Duration length;

    @Mixin
    private final AuthorOptions author = new AuthorOptions();

    public PauseCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        PauseRequest.Builder request = PauseRequest.newBuilder()
                .setPool(pool)
                .setRequestedBy(author.requestedBy(invocation))
                .setComment(author.comment());
        if (length != null) {
            request.setForMs(length.toMillis());
        }
        return StandingWord.say(
                invocation,
                PoolOperationsServiceGrpc.getPauseMethod(),
                request.build(),
                answer -> OutlookText.paused(pool, answer.getOutlook()));
    }
}
