package dev.coordinator.cli.pool;

import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.invocation.ReadOptions;
import dev.coordinator.v1.ExplainRequest;
import dev.coordinator.v1.ExplainResponse;
import dev.coordinator.v1.PoolServiceGrpc;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        description = {
            "Say what would happen if a pool's primary died now, and why not the others.",
            "By the very choice that would be made then. In a pool without a primary: what is about to happen.",
        },
        footer = {
            "",
            "  coordctl explain orders",
        })
public final class ExplainCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "POOL", description = "The pool.")
    private String pool = "";

    @Mixin
    private final ReadOptions read = new ReadOptions();

    public ExplainCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        ExplainResponse answer;
        try (Cluster cluster = invocation.cluster()) {
            answer = cluster.ask(
                    PoolServiceGrpc.getExplainMethod(),
                    ExplainRequest.newBuilder()
                            .setPool(pool)
                            .setConsistency(read.consistency())
                            .build());
        }
        if (invocation.json()) {
            invocation.sayJson(answer);
        } else {
            show(answer);
        }
        return 0;
    }

    private void show(ExplainResponse answer) {
        new ExplainText(answer, invocation.zone()).sentences().forEach(invocation::sayInWords);
        if (answer.getCandidatesCount() > 0) {
            invocation.say("");
            invocation.say(ExplainText.table(answer.getCandidatesList()).lines(invocation.screen()));
        }
    }
}
