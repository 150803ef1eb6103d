package dev.coordinator.cli.operation;

import com.google.protobuf.Timestamp;
import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.invocation.AuthorOptions;
import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.invocation.UsageError;
import dev.coordinator.cli.pool.ScheduleText;
import dev.coordinator.cli.text.FutureTime;
import dev.coordinator.v1.CancelSwitchOverRequest;
import dev.coordinator.v1.GetPoolRequest;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolOperationsServiceGrpc;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.ScheduleSwitchOverRequest;
import dev.coordinator.v1.ScheduleSwitchOverResponse;
import dev.coordinator.v1.ScheduledSwitchover;
import java.time.Duration;
import java.time.Instant;

/** A switchover that is to be done later: asked for, and taken back. */
final class Scheduling {

    private static final Duration MOST_AHEAD = Duration.ofDays(30);

    private final Invocation invocation;
    private final String pool;
    private final AuthorOptions author;

    Scheduling(Invocation invocation, String pool, AuthorOptions author) {
        this.invocation = invocation;
        this.pool = pool;
        this.author = author;
    }

    /** When, by this machine's clock. The cluster looks at its own again. */
    Instant read(String text) {
        Instant now = Instant.now();
        Instant at;
        try {
            at = FutureTime.parse(text, now, invocation.zone());
        } catch (IllegalArgumentException e) {
            throw new UsageError("--at: " + e.getMessage() + ".");
        }
        if (!at.isAfter(now) || at.isAfter(now.plus(MOST_AHEAD))) {
            throw new UsageError("--at: a time to come, at most 30 days ahead, not " + at + ".");
        }
        return at;
    }

    ExitStatus ask(Cluster cluster, String to, Instant at) {
        ScheduleSwitchOverResponse answer = cluster.ask(
                PoolOperationsServiceGrpc.getScheduleSwitchOverMethod(),
                ScheduleSwitchOverRequest.newBuilder()
                        .setPool(pool)
                        .setTo(to)
                        .setAt(Timestamp.newBuilder()
                                .setSeconds(at.getEpochSecond())
                                .setNanos(at.getNano()))
                        .setRequestedBy(author.requestedBy(invocation))
                        .setComment(author.comment())
                        .build());
        if (invocation.json()) {
            invocation.sayJson(answer);
            return ExitStatus.OK;
        }
        ScheduledSwitchover scheduled = ScheduledSwitchover.newBuilder()
                .setTo(to)
                .setAt(Timestamp.newBuilder().setSeconds(at.getEpochSecond()))
                .setRemainingMs(Duration.between(Instant.now(), at).toMillis())
                .build();
        invocation.sayInWords(ScheduleText.sentence(scheduled, invocation.zone()));
        invocation.note("See it: coordctl pool " + pool + "; take it back: coordctl switchover " + pool + " --cancel");
        return ExitStatus.OK;
    }

    ExitStatus cancel(Cluster cluster) {
        Pool before = cluster.ask(
                        PoolServiceGrpc.getGetPoolMethod(),
                        GetPoolRequest.newBuilder().setPool(pool).build())
                .getPool();
        var answer = cluster.ask(
                PoolOperationsServiceGrpc.getCancelSwitchOverMethod(),
                CancelSwitchOverRequest.newBuilder()
                        .setPool(pool)
                        .setRequestedBy(author.requestedBy(invocation))
                        .setComment(author.comment())
                        .build());
        if (invocation.json()) {
            invocation.sayJson(answer);
        } else {
            invocation.sayInWords(
                    before.hasScheduledSwitchover()
                            ? ScheduleText.cancelled(before.getScheduledSwitchover(), invocation.zone())
                            : "No switchover is scheduled in " + pool
                                    + ". One that runs is ended by: coordctl call-off " + pool);
        }
        return ExitStatus.OK;
    }
}
