package dev.coordinator.cli.operation;

import dev.coordinator.cli.invocation.AuthorOptions;
import dev.coordinator.cli.invocation.DurationOption;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.v1.CordonRequest;
import dev.coordinator.v1.PoolOperationsServiceGrpc;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "cordon",
        description = {
            "Keep an instance from being primary, whatever it says itself.",
            "If it is primary, it is asked to stop and not renewed any more.",
        },
        footer = {
            "",
            "  coordctl cordon orders app-1 --for 1h --comment 'disk swap'",
        })
public final class CordonCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "POOL", description = "The pool.")
    private String pool = "";

    @Parameters(index = "1", paramLabel = "INSTANCE", description = "The instance; one that the pool remembers.")
    private String instance = "";

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "For so long, such as 1h; at most 365d. Else until 'coordctl uncordon'.")
    @Nullable
    private Duration length;

    @Mixin
    private final AuthorOptions author = new AuthorOptions();

    public CordonCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        CordonRequest.Builder request = CordonRequest.newBuilder()
                .setPool(pool)
                .setInstanceId(instance)
                .setRequestedBy(author.requestedBy(invocation))
                .setComment(author.comment());
        if (length != null) {
            request.setForMs(length.toMillis());
        }
        return StandingWord.say(
                invocation,
                PoolOperationsServiceGrpc.getCordonMethod(),
                request.build(),
                answer -> OutlookText.cordoned(instance, answer.getOutlook()));
    }
}
