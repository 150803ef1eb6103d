package dev.coordinator.cli.instance;

import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.v1.CheckInRequest;
import dev.coordinator.v1.CheckInResponse;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.Role;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "check-in",
        description = {
            "Check in for an instance and show its role.",
            "Without --incarnation and --seq keep to one check-in of the instance at a time."
        },
        footer = {
            "",
            "  coordctl check-in orders app-1 --exit-role",
            "  coordctl check-in orders app-1 --unelectable 'disk full'",
            "",
            "With --exit-role ends with 0 primary, 10 standby, 11 draining, 12 unelectable,",
            "13 superseded.",
        })
public final class CheckInCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "POOL", description = "The pool; made by its first check-in.")
    private String pool = "";

    @Parameters(index = "1", paramLabel = "INSTANCE", description = "The instance.")
    private String instance = "";

    @Mixin
    private final ReportOptions report = new ReportOptions();

    @Option(names = "--exit-role", description = "Let the exit status say the role.")
    private boolean exitRole;

    public CheckInCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        CheckInRequest request =
                report.request().setPool(pool).setInstanceId(instance).build();
        CheckInResponse answer;
        try (Cluster cluster = invocation.cluster()) {
            answer = cluster.askOnce(LeaseServiceGrpc.getCheckInMethod(), request);
        }
        if (invocation.json()) {
            invocation.sayJson(answer);
        } else {
            invocation.say(CheckInFacts.of(answer).lines(invocation.screen()));
        }
        return (exitRole ? status(answer.getRole()) : ExitStatus.OK).code();
    }

    private static ExitStatus status(Role role) {
        return switch (role) {
            case ROLE_PRIMARY -> ExitStatus.OK;
            case ROLE_STANDBY -> ExitStatus.STANDBY;
            case ROLE_DRAINING -> ExitStatus.DRAINING;
            case ROLE_UNELECTABLE -> ExitStatus.UNELECTABLE;
            case ROLE_SUPERSEDED -> ExitStatus.SUPERSEDED;
            case ROLE_UNSPECIFIED, UNRECOGNIZED -> ExitStatus.FAILED;
        };
    }
}
