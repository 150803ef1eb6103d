package dev.coordinator.cli.pool;

import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.invocation.ReadOptions;
import dev.coordinator.cli.invocation.UsageError;
import dev.coordinator.cli.text.PointInTime;
import dev.coordinator.v1.Change;
import dev.coordinator.v1.GetHistoryRequest;
import dev.coordinator.v1.GetHistoryResponse;
import dev.coordinator.v1.PoolServiceGrpc;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "history",
        description = {
            "Show what explains who is primary of a pool, oldest first.",
            "That is its last 64 grants and what else was decided around them. With -o wide every ranking is",
            "shown, not only those of grants.",
        },
        footer = {
            "",
            "  coordctl history orders --since 2h",
            "  coordctl history orders --since 14:30",
            "  coordctl history orders -n 5 -o json",
        })
public final class HistoryCommand implements Callable<Integer> {

    private static final int MOST = 1000;

    private final Invocation invocation;

    @Parameters(paramLabel = "POOL", description = "The pool.")
    private String pool = "";

    @Option(
            names = "--since",
            paramLabel = "DURATION|TIME",
            description =
                    "Only what is not older, by the wall clocks of the coordinators and of this machine: 2h, 14:30"
                            + " (the last one, local), 2026-03-01T14:30 (local) or 2026-03-01T14:30:00Z.")
    private String since = "";

    @Option(names = "-n", paramLabel = "N", description = "Only so many, the latest; 1 to 1000.")
    @Nullable
    private Integer latest;

    @Mixin
    private final ReadOptions read = new ReadOptions();

    public HistoryCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (latest != null && (latest < 1 || latest > MOST)) {
            throw new UsageError("-n: 1 to " + MOST + ".");
        }
        Instant from = from();
        GetHistoryResponse answer;
        try (Cluster cluster = invocation.cluster()) {
            answer = cluster.ask(
                    PoolServiceGrpc.getGetHistoryMethod(),
                    GetHistoryRequest.newBuilder()
                            .setPool(pool)
                            .setLimit(latest == null ? 0 : latest)
                            .setConsistency(read.consistency())
                            .build());
        }
        List<Change> changes = answer.getChangesList().stream()
                .filter(change ->
                        !Instant.ofEpochSecond(change.getTime().getSeconds()).isBefore(from))
                .toList();
        if (invocation.json()) {
            invocation.sayJson(answer.toBuilder().clearChanges().addAllChanges(changes));
        } else if (changes.isEmpty()) {
            invocation.note(
                    answer.getChangesCount() == 0
                            ? "Nothing has been decided in the pool '" + pool + "' yet."
                            : "Nothing was decided in the pool '" + pool + "' in that time.");
        } else {
            HistoryText text = new HistoryText(invocation.screen(), invocation.zone(), invocation.wide());
            changes.forEach(change -> invocation.say(text.lines(change)));
        }
        return 0;
    }

    private Instant from() {
        if (since.isEmpty()) {
            return Instant.MIN;
        }
        try {
            return PointInTime.parse(since, Instant.now(), invocation.zone());
        } catch (IllegalArgumentException e) {
            throw new UsageError("--since: " + e.getMessage() + ".");
        }
    }
}
