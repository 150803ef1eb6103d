package dev.coordinator.cli.instance;

import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.invocation.UnsignedOption;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.LeaveRequest;
import dev.coordinator.v1.LeaveResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "leave",
        description = "End an instance's run: a lease it holds ends at once.",
        footer = {
            "",
            "  coordctl leave orders app-1",
        })
public final class LeaveCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "POOL", description = "The pool.")
    private String pool = "";

    @Parameters(index = "1", paramLabel = "INSTANCE", description = "The instance.")
    private String instance = "";

    @Option(
            names = "--incarnation",
            paramLabel = "N",
            converter = UnsignedOption.class,
            description = "The run that leaves; goes with --seq.")
    private long incarnation;

    @Option(
            names = "--seq",
            paramLabel = "N",
            converter = UnsignedOption.class,
            description = "Higher than at every earlier attempt of this incarnation.")
    private long seq;

    public LeaveCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        LeaveResponse answer;
        try (Cluster cluster = invocation.cluster()) {
            answer = cluster.askOnce(
                    LeaseServiceGrpc.getLeaveMethod(),
                    LeaveRequest.newBuilder()
                            .setPool(pool)
                            .setInstanceId(instance)
                            .setIncarnation(incarnation)
                            .setSeq(seq)
                            .build());
        }
        if (invocation.json()) {
            invocation.sayJson(answer);
        } else {
            invocation.sayInWords(instance + " left " + pool + "; "
                    + (answer.getEndedEpoch() == 0
                            ? "it held no lease."
                            : "its reign of epoch " + answer.getEndedEpoch() + " ended."));
        }
        return 0;
    }
}
