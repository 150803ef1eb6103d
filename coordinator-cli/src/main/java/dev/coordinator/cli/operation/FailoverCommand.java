package dev.coordinator.cli.operation;

import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.invocation.AuthorOptions;
import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.invocation.UsageError;
import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.cli.text.Json;
import dev.coordinator.v1.FailOverRequest;
import dev.coordinator.v1.FailOverResponse;
import dev.coordinator.v1.Outlook;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolOperationsServiceGrpc;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "failover",
        description = {
            "Move the lease whatever the primary says: it is asked to stop and not renewed any more.",
            "The next one follows when it has stopped or its lease has ended. Fills a vacancy too.",
            "Ctrl-C ends the watching, not the failover.",
        },
        footer = {
            "",
            "  coordctl failover orders --comment 'app-1 hangs'",
            "  coordctl failover orders --to app-2 --unsafe-now",
            "",
            "Ends with 0 when the lease has moved, with 1 when the primary stays.",
        })
public final class FailoverCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "POOL", description = "The pool.")
    private String pool = "";

    @Mixin
    private final MoveOptions move = new MoveOptions();

    @Option(
            names = "--unsafe-now",
            description =
                    "Don't wait for the lease to end. Two instances act as primary at once if the old one is alive."
                            + " You are asked to confirm it.")
    private boolean unsafeNow;

    @Option(names = "--yes", description = "With --unsafe-now: don't ask.")
    private boolean yes;

    @Mixin
    private final AuthorOptions author = new AuthorOptions();

    public FailoverCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (yes && !unsafeNow) {
            throw new UsageError("--yes goes with --unsafe-now; nothing else is asked.");
        }
        try (Cluster cluster = invocation.cluster()) {
            Move failover = new Move(invocation, cluster, pool);
            boolean goesOn = !unsafeNow || yes || invocation.confirmed(warning(failover.before()), pool);
            return (goesOn ? failover.run(move.waits(), this::ask) : ExitStatus.FAILED).code();
        }
    }

    private List<String> warning(Pool before) {
        List<String> lines = new ArrayList<>();
        if (before.hasPrimary()) {
            String primary = before.getPrimary().getInstanceId();
            lines.add("This takes the lease from " + primary + ", which has "
                    + HumanDuration.roughAtMost(before.getLeaseRemainingMs()) + " left of it, without waiting.");
            lines.add("If " + primary + " is alive, two instances act as primary at once, until it hears of it.");
            lines.add("Do it only if " + primary + " is certainly dead. Without --unsafe-now the next one waits.");
        } else if (before.getGrantsNothingForMs() > 0) {
            lines.add("Nothing is granted in " + pool + " for another "
                    + HumanDuration.roughAtMost(before.getGrantsNothingForMs())
                    + ", because a lease that nobody remembers may still be believed in.");
            lines.add("Do it only if no old primary of " + pool + " is left.");
        } else {
            lines.add(pool + " has no primary, so --unsafe-now hurries nothing.");
        }
        return lines;
    }

    private Outlook ask(Cluster cluster, Pool before) {
        FailOverResponse answer = cluster.askOnce(
                PoolOperationsServiceGrpc.getFailOverMethod(),
                FailOverRequest.newBuilder()
                        .setPool(pool)
                        .setTo(move.to())
                        .setUnsafeNow(unsafeNow)
                        .setRequestedBy(author.requestedBy(invocation))
                        .setComment(author.comment())
                        .build());
        Outlook outlook = answer.getOutlook();
        if (invocation.json()) {
            invocation.say(Json.line(answer));
        } else {
            invocation.sayInWords(OutlookText.moving(outlook));
            if (!outlook.getPrimary().isEmpty()) {
                invocation.sayInWords("Its lease is not renewed any more, and ends in "
                        + HumanDuration.roughAtMost(outlook.getWithinMs()) + " at the latest.");
            }
        }
        return outlook;
    }
}
