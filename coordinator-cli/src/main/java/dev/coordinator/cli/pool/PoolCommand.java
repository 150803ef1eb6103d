package dev.coordinator.cli.pool;

import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.invocation.ReadOptions;
import dev.coordinator.cli.invocation.UsageError;
import dev.coordinator.v1.GetPoolRequest;
import dev.coordinator.v1.GetPoolResponse;
import dev.coordinator.v1.PoolServiceGrpc;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "pool",
        description = "Show one pool in detail, set its settings, or delete it.",
        footer = {
            "",
            "  coordctl pool orders",
            "  coordctl pool set orders --lease-ttl 30s --dry-run",
        })
public final class PoolCommand implements Callable<Integer> {

    private final Invocation invocation;

    // Not required of picocli, which would then require it before `set` too.
    @Parameters(
            paramLabel = "POOL",
            arity = "0..1",
            description = "The pool; write -- before a name that is also a command's.")
    private String pool = "";

    @Mixin
    private final ReadOptions read = new ReadOptions();

    public PoolCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (pool.isEmpty()) {
            throw new UsageError("Say which pool: coordctl pool POOL. 'coordctl pools' lists them.");
        }
        GetPoolResponse answer;
        try (Cluster cluster = invocation.cluster()) {
            answer = cluster.ask(
                    PoolServiceGrpc.getGetPoolMethod(),
                    GetPoolRequest.newBuilder()
                            .setPool(pool)
                            .setConsistency(read.consistency())
                            .build());
        }
        if (invocation.json()) {
            invocation.sayJson(answer);
        } else {
            invocation.say(PoolFacts.of(answer.getPool(), invocation.zone()).lines(invocation.screen()));
        }
        return 0;
    }
}
