package dev.coordinator.cli.instance;

import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.invocation.ListOptions;
import dev.coordinator.cli.invocation.ReadOptions;
import dev.coordinator.cli.pool.RunText;
import dev.coordinator.cli.text.LocalTime;
import dev.coordinator.cli.text.Printable;
import dev.coordinator.cli.text.Words;
import dev.coordinator.v1.Dispute;
import dev.coordinator.v1.Instance;
import dev.coordinator.v1.ListInstancesRequest;
import dev.coordinator.v1.ListInstancesResponse;
import dev.coordinator.v1.PoolServiceGrpc;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "instances",
        description = "List the instances of a pool.",
        footer = {
            "",
            "  coordctl instances orders",
            "  coordctl instances orders -o wide",
        })
public final class InstancesCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "POOL", description = "The pool.")
    private String pool = "";

    @Mixin
    private final ReadOptions read = new ReadOptions();

    @Mixin
    private final ListOptions list = new ListOptions();

    public InstancesCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        ListInstancesResponse instances;
        try (Cluster cluster = invocation.cluster()) {
            instances = allPages(cluster);
        }
        if (invocation.json()) {
            invocation.sayJson(instances);
        } else {
            show(instances);
        }
        return 0;
    }

    private void show(ListInstancesResponse instances) {
        if (instances.getInstancesCount() == 0) {
            invocation.note("The pool '" + pool + "' remembers no instance.");
            return;
        }
        invocation.say((invocation.wide()
                        ? InstanceTable.wide(instances.getInstancesList())
                        : InstanceTable.narrow(instances.getInstancesList()))
                .lines(invocation.screen()));
        instances.getInstancesList().stream().filter(Instance::hasDispute).forEach(this::noteDispute);
        if (!instances.getNextPageToken().isEmpty()) {
            invocation.note(
                    "There are more than " + Words.count(instances.getInstancesCount(), "instance") + "; see --limit.");
        }
    }

    private void noteDispute(Instance instance) {
        Dispute dispute = instance.getDispute();
        invocation.note(Printable.of("coordctl: Two runs check in as " + instance.getInstanceId() + ": "
                + RunText.of(dispute.getOwnerIncarnation(), dispute.getOwnerAddress()) + " has the seat, "
                + RunText.of(dispute.getOtherIncarnation(), dispute.getOtherAddress()) + " was heard of at "
                + LocalTime.of(dispute.getTime(), invocation.zone()) + "."));
        invocation.note("Stop one of them, or give it an id of its own.");
    }

    /** One answer out of all pages. Its token is empty unless the limit cut it short; its log index is the last page's. */
    private ListInstancesResponse allPages(Cluster cluster) {
        ListInstancesResponse.Builder all = ListInstancesResponse.newBuilder();
        int pageSize = list.pageSize(0);
        do {
            ListInstancesResponse page = cluster.ask(
                    PoolServiceGrpc.getListInstancesMethod(),
                    ListInstancesRequest.newBuilder()
                            .setPool(pool)
                            .setPageSize(pageSize)
                            .setPageToken(all.getNextPageToken())
                            .setConsistency(read.consistency())
                            .build());
            all.addAllInstances(page.getInstancesList())
                    .setNextPageToken(page.getNextPageToken())
                    .setLogIndex(page.getLogIndex());
            pageSize = list.pageSize(all.getInstancesCount());
        } while (pageSize > 0 && !all.getNextPageToken().isEmpty());
        return all.build();
    }
}
