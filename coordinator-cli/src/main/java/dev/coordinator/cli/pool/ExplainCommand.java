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
            "The cluster plays a copy of the pool forward, by the rules that decide, until somebody is chosen: the other",
            "instances that are on time go on checking in, and nobody says anything else.",
            "In a pool without a primary: what is about to happen.",
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
        ExplainText text = new ExplainText(answer, invocation.zone());
        text.sentences().forEach(invocation::sayInWords);
        text.course().ifPresent(course -> {
            invocation.say("");
            invocation.say(course.lines(invocation.screen()));
        });
        if (answer.getCandidatesCount() > 0) {
            invocation.say("");
            invocation.say(ExplainText.table(answer.getCandidatesList()).lines(invocation.screen()));
        }
    }
}
