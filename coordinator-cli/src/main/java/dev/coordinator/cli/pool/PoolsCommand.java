package dev.coordinator.cli.pool;

import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.invocation.ListOptions;
import dev.coordinator.cli.invocation.ReadOptions;
import dev.coordinator.cli.text.Words;
import dev.coordinator.v1.ListPoolsRequest;
import dev.coordinator.v1.ListPoolsResponse;
import dev.coordinator.v1.PoolServiceGrpc;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "pools",
        description = "List the pools and who is primary.",
        footer = {
            "",
            "  coordctl pools --prefix eu/",
            "  coordctl pools -o wide",
        })
public final class PoolsCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Option(names = "--prefix", paramLabel = "TEXT", description = "Only pools whose name starts so.")
    private String prefix = "";

    @Mixin
    private final ReadOptions read = new ReadOptions();

    @Mixin
    private final ListOptions list = new ListOptions();

    public PoolsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        ListPoolsResponse pools;
        try (Cluster cluster = invocation.cluster()) {
            pools = allPages(cluster);
        }
        if (invocation.json()) {
            invocation.sayJson(pools);
        } else {
            show(pools);
        }
        return 0;
    }

    private void show(ListPoolsResponse pools) {
        if (pools.getPoolsCount() == 0) {
            invocation.note(
                    prefix.isEmpty()
                            ? "There are no pools yet. The first check-in makes one."
                            : "No pool's name starts with '" + prefix + "'.");
            return;
        }
        invocation.say((invocation.wide()
                        ? PoolTable.wide(pools.getPoolsList(), Instant.now(), invocation.zone())
                        : PoolTable.narrow(pools.getPoolsList(), Instant.now()))
                .lines(invocation.screen()));
        if (!pools.getNextPageToken().isEmpty()) {
            invocation.note("There are more than " + Words.count(pools.getPoolsCount(), "pool") + "; see --limit.");
        }
    }

    /** One answer out of all pages. Its token is empty unless the limit cut it short; its log index is the last page's. */
    private ListPoolsResponse allPages(Cluster cluster) {
        ListPoolsResponse.Builder all = ListPoolsResponse.newBuilder();
        int pageSize = list.pageSize(0);
        do {
            ListPoolsResponse page = cluster.ask(
                    PoolServiceGrpc.getListPoolsMethod(),
                    ListPoolsRequest.newBuilder()
                            .setPrefix(prefix)
                            .setPageSize(pageSize)
                            .setPageToken(all.getNextPageToken())
                            .setConsistency(read.consistency())
                            .build());
            all.addAllPools(page.getPoolsList())
                    .setNextPageToken(page.getNextPageToken())
                    .setLogIndex(page.getLogIndex());
            pageSize = list.pageSize(all.getPoolsCount());
        } while (pageSize > 0 && !all.getNextPageToken().isEmpty());
        return all.build();
    }
}
