package dev.coordinator.cli.watch;

import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.invocation.DurationOption;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.invocation.Stop;
import dev.coordinator.cli.invocation.UsageError;
import dev.coordinator.cli.text.Json;
import dev.coordinator.v1.WatchRequest;
import dev.coordinator.v1.WatchResponse;
import io.grpc.Context;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "watch",
        description = {
            "Show the present state of pools, then every change as it is decided.",
            "When a node fails it goes on at another, without loss or repetition. Ctrl-C ends it.",
        },
        footer = {
            "",
            "  coordctl watch orders",
            "  coordctl watch --prefix eu/ -o json",
        })
public final class WatchCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "POOL", arity = "0..1", description = "Only this pool.")
    private String pool = "";

    @Option(names = "--prefix", paramLabel = "TEXT", description = "Only pools whose name starts so.")
    private String prefix = "";

    @Option(
            names = "--cursor",
            paramLabel = "CURSOR",
            description = "Go on after this one of an earlier watch (in -o json each message has one).")
    private String cursor = "";

    @Option(
            names = "--retry-for",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            defaultValue = "5m",
            description = "Give up when no node has answered for so long; default ${DEFAULT-VALUE}.")
    private Duration retryFor = Duration.ZERO;

    public WatchCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (!pool.isEmpty() && !prefix.isEmpty()) {
            throw new UsageError("Name a pool or a --prefix, not both.");
        }
        Predicate<WatchResponse> receiver = receiver();
        Stop stop = new Stop();
        try (Cluster cluster = invocation.cluster()) {
            Pursuit pursuit = new Pursuit(cluster, question(), retryFor, stop, this::note);
            invocation.onInterrupt(stop::request);
            Context before = stop.context().attach();
            try {
                pursuit.run(receiver);
            } finally {
                stop.context().detach(before);
                tellCursor(pursuit.cursor());
            }
        } finally {
            stop.done();
        }
        return 0;
    }

    private WatchRequest question() {
        return WatchRequest.newBuilder()
                .setPool(pool)
                .setPrefix(prefix)
                .setCursor(cursor)
                .build();
    }

    private Predicate<WatchResponse> receiver() {
        if (invocation.json()) {
            return message -> invocation.say(Json.line(message));
        }
        WatchLine line = new WatchLine(invocation.screen(), invocation.zone());
        return message -> invocation.say(String.join("\n", line.of(message)));
    }

    private void note(String text) {
        invocation.note("coordctl: " + text);
    }

    private void tellCursor(String last) {
        if (!last.isEmpty()) {
            note("to go on from here: --cursor " + last);
        }
    }
}
