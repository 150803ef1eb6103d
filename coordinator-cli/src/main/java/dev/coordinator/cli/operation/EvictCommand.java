package dev.coordinator.cli.operation;

import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.invocation.AuthorOptions;
import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.invocation.UnsignedOption;
import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.v1.EvictRequest;
import dev.coordinator.v1.EvictResponse;
import dev.coordinator.v1.GetPoolRequest;
import dev.coordinator.v1.Instance;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolOperationsServiceGrpc;
import dev.coordinator.v1.PoolServiceGrpc;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "evict",
        description = {
            "End the run of an instance that sits in a pool now: it is told so, and never gets the seat again.",
            "If it is primary, it is asked to stop and not renewed; the next one follows when it has stopped or",
            "its lease has ended. You are asked to confirm that. A new run of it may come at once: to keep an",
            "instance from being primary, cordon it.",
        },
        footer = {
            "",
            "  coordctl evict orders app-3 --comment 'nobody knows whose that is'",
            "  coordctl evict orders app-1 --yes",
            "",
            "It ends the run that it finds, so it is safe to repeat by --incarnation only: see",
            "'coordctl instances POOL -o wide'.",
        })
public final class EvictCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "POOL", description = "The pool.")
    private String pool = "";

    @Parameters(index = "1", paramLabel = "INSTANCE", description = "The instance; one that the pool remembers.")
    private String instance = "";

    @Option(
            names = "--incarnation",
            paramLabel = "NUMBER",
            converter = UnsignedOption.class,
            description = "Only if this run has the seat; one that is over already is no error.")
    private long incarnation;

    @Option(names = "--yes", description = "Don't ask if it is primary.")
    private boolean yes;

    @Mixin
    private final AuthorOptions author = new AuthorOptions();

    public EvictCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        EvictResponse answer;
        try (Cluster cluster = invocation.cluster()) {
            Pool before = cluster.ask(
                            PoolServiceGrpc.getGetPoolMethod(),
                            GetPoolRequest.newBuilder().setPool(pool).build())
                    .getPool();
            long run = incarnation != 0
                    ? incarnation
                    : Rehearsal.find(cluster, pool, instance)
                            .map(Instance::getIncarnation)
                            .orElse(0L);
            boolean isPrimary = before.getPrimary().getInstanceId().equals(instance);
            if (isPrimary && !yes && !invocation.confirmed(warning(before), instance)) {
                return ExitStatus.FAILED.code();
            }
            answer = ask(cluster, run);
        }
        if (invocation.json()) {
            invocation.sayJson(answer);
        } else {
            invocation.sayInWords(OutlookText.evicted(instance, answer.getOutlook()));
            invocation.note("A new run of it may come back. To prevent that: coordctl cordon " + pool + " " + instance);
        }
        return ExitStatus.OK.code();
    }

    /** A request that names the run may be repeated when nobody knows what became of it. */
    private EvictResponse ask(Cluster cluster, long run) {
        EvictRequest request = EvictRequest.newBuilder()
                .setPool(pool)
                .setInstanceId(instance)
                .setIncarnation(run)
                .setRequestedBy(author.requestedBy(invocation))
                .setComment(author.comment())
                .build();
        return run == 0
                ? cluster.askOnce(PoolOperationsServiceGrpc.getEvictMethod(), request)
                : cluster.ask(PoolOperationsServiceGrpc.getEvictMethod(), request);
    }

    private List<String> warning(Pool before) {
        List<String> lines = new ArrayList<>();
        lines.add(
                instance + " is primary of " + pool + ". It is asked to stop, and its lease is not renewed: it ends in "
                        + HumanDuration.roughAtMost(before.getLeaseRemainingMs()) + " at the latest.");
        if (before.getPaused()) {
            lines.add("The pool is paused, so no other follows by itself: coordctl resume " + pool);
        } else if (before.getNextInLineCount() == 0) {
            lines.add("No other instance is live, electable and not cordoned: nobody follows.");
        } else {
            lines.add("Then " + before.getNextInLine(0) + " follows.");
        }
        lines.add("Its run is over for good. To hand over in order: coordctl switchover " + pool);
        return lines;
    }
}
