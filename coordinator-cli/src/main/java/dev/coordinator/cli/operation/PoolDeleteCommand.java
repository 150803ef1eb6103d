package dev.coordinator.cli.operation;

import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.invocation.AuthorOptions;
import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.cli.text.Words;
import dev.coordinator.v1.DeletePoolRequest;
import dev.coordinator.v1.DeletePoolResponse;
import dev.coordinator.v1.GetPoolRequest;
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
        name = "delete",
        description = {
            "Delete a pool: its seats, settings and history.",
            "While a lease of it is live, its name grants nothing. Instances that go on checking in make it",
            "anew: stop them first.",
        },
        footer = {
            "",
            "  coordctl pool delete orders",
        })
public final class PoolDeleteCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "POOL", description = "The pool.")
    private String pool = "";

    @Option(names = "--yes", description = "Don't ask.")
    private boolean yes;

    @Mixin
    private final AuthorOptions author = new AuthorOptions();

    public PoolDeleteCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        DeletePoolResponse answer;
        try (Cluster cluster = invocation.cluster()) {
            if (!yes && !invocation.confirmed(warning(read(cluster)), pool)) {
                return ExitStatus.FAILED.code();
            }
            answer = cluster.askOnce(
                    PoolOperationsServiceGrpc.getDeletePoolMethod(),
                    DeletePoolRequest.newBuilder()
                            .setPool(pool)
                            .setRequestedBy(author.requestedBy(invocation))
                            .setComment(author.comment())
                            .build());
        }
        if (invocation.json()) {
            invocation.sayJson(answer);
        } else {
            invocation.sayInWords(OutlookText.deleted(pool, answer.getOutlook()));
        }
        return 0;
    }

    private Pool read(Cluster cluster) {
        return cluster.ask(
                        PoolServiceGrpc.getGetPoolMethod(),
                        GetPoolRequest.newBuilder().setPool(pool).build())
                .getPool();
    }

    private List<String> warning(Pool doomed) {
        List<String> lines = new ArrayList<>();
        lines.add("This deletes " + pool + ": " + Words.count(Integer.toUnsignedLong(doomed.getInstances()), "seat")
                + ", of which " + doomed.getLive() + " live, its settings and its history.");
        if (doomed.hasPrimary()) {
            lines.add(doomed.getPrimary().getInstanceId()
                    + " is primary and is told to stop. As it may go on until its lease ends, the name grants nothing for "
                    + HumanDuration.roughAtMost(doomed.getLeaseRemainingMs()) + ".");
        }
        if (doomed.getLive() > 0) {
            lines.add("Instances that go on checking in make the pool anew, with the default settings.");
        }
        return lines;
    }
}
