package dev.coordinator.cli.operation;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.invocation.AuthorOptions;
import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.invocation.UsageError;
import dev.coordinator.cli.pool.ExplainText;
import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.cli.text.Json;
import dev.coordinator.v1.Outlook;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolOperationsServiceGrpc;
import dev.coordinator.v1.SwitchOverRequest;
import dev.coordinator.v1.SwitchOverResponse;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "switchover",
        description = {
            "Hand the lease over in order: the primary is asked to stop, then the next one follows.",
            "A primary that doesn't stop in time stays. Ctrl-C ends the watching, not the handover.",
            "With --at it is done later, once, and dropped if it can't be done then; --cancel takes that back.",
        },
        footer = {
            "",
            "  coordctl switchover orders",
            "  coordctl switchover orders --to app-2 --comment 'new kernel on app-1'",
            "  coordctl switchover orders --dry-run",
            "  coordctl switchover orders --at 22:30",
            "  coordctl switchover orders --cancel",
            "",
            "Ends with 0 when the lease has moved, with 1 when the primary stays. With --dry-run it ends as it would if it"
                    + " were refused, else with 0.",
        })
public final class SwitchoverCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "POOL", description = "The pool.")
    private String pool = "";

    @Mixin
    private final MoveOptions move = new MoveOptions();

    @Option(
            names = "--dry-run",
            description = "Only say what would happen now, who would follow and why not the others. Changes nothing.")
    private boolean dryRun;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "Not now, but then: 22:30 (the next one, local), 2026-03-01T22:30 (local),"
                    + " 2026-03-01T22:30:00Z or 'in 10m'; at most 30 days ahead. Takes the place of"
                    + " what is scheduled already.")
    private String at = "";

    @Option(names = "--cancel", description = "Don't do the switchover that is scheduled.")
    private boolean cancel;

    @Mixin
    private final AuthorOptions author = new AuthorOptions();

    public SwitchoverCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (cancel && (dryRun || !at.isEmpty() || !move.to().isEmpty())) {
            throw new UsageError("--cancel goes without --at, --to and --dry-run.");
        }
        Scheduling scheduling = new Scheduling(invocation, pool, author);
        Optional<Instant> later = at.isEmpty() ? Optional.empty() : Optional.of(scheduling.read(at));
        try (Cluster cluster = invocation.cluster()) {
            if (cancel) {
                return scheduling.cancel(cluster).code();
            }
            if (dryRun) {
                return rehearse(cluster).code();
            }
            if (later.isPresent()) {
                return scheduling.ask(cluster, move.to(), later.get()).code();
            }
            return new Move(invocation, cluster, pool)
                    .run(move.waits(), this::ask)
                    .code();
        }
    }

    private ExitStatus rehearse(Cluster cluster) {
        Rehearsal rehearsal = Rehearsal.of(cluster, pool, move.to());
        if (invocation.json()) {
            invocation.sayJson(json(rehearsal));
            return rehearsal.status();
        }
        rehearsal.sentences().forEach(invocation::sayInWords);
        Pool now = rehearsal.explanation().getPool();
        if (!now.getPaused() && now.hasPrimary() && rehearsal.explanation().getCandidatesCount() > 0) {
            invocation.say("");
            invocation.sayInWords("Without a name given, they rank like this if "
                    + now.getPrimary().getInstanceId() + " dies now:");
            invocation.say(ExplainText.table(rehearsal.explanation().getCandidatesList())
                    .lines(invocation.screen()));
        }
        if (!at.isEmpty()) {
            invocation.note("That is as of now; when it is time it is looked at anew.");
        }
        invocation.note("Nothing was changed.");
        return rehearsal.status();
    }

    private static Struct json(Rehearsal rehearsal) {
        return Struct.newBuilder()
                .putFields("refusal", text(rehearsal.refusal()))
                .putFields(
                        "primary",
                        text(rehearsal.explanation().getPool().getPrimary().getInstanceId()))
                .putFields("successor", text(rehearsal.successor()))
                .putFields("account", text(String.join(" ", rehearsal.sentences())))
                .build();
    }

    private static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }

    private Outlook ask(Cluster cluster, Pool before) {
        SwitchOverResponse answer = cluster.askOnce(
                PoolOperationsServiceGrpc.getSwitchOverMethod(),
                SwitchOverRequest.newBuilder()
                        .setPool(pool)
                        .setTo(move.to())
                        .setRequestedBy(author.requestedBy(invocation))
                        .setComment(author.comment())
                        .build());
        if (invocation.json()) {
            invocation.say(Json.line(answer));
        } else {
            invocation.sayInWords(OutlookText.moving(answer.getOutlook()));
            invocation.sayInWords("If it hasn't stopped "
                    + HumanDuration.exact(before.getSettings().getDrainTimeoutMs()) + " after it was told, it stays.");
        }
        return answer.getOutlook();
    }
}
