package dev.coordinator.cli.invocation;

import dev.coordinator.cli.connection.Attempt;
import dev.coordinator.cli.connection.ErrorDetails;
import dev.coordinator.cli.connection.NoAnswer;
import dev.coordinator.cli.connection.OutcomeUnknown;
import dev.coordinator.cli.profile.ProfileError;
import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.cli.text.Printable;
import dev.coordinator.cli.text.Words;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says what went wrong and what to do next; a stack trace only on demand. */
public final class Complaint {

    private final Invocation invocation;

    public Complaint(Invocation invocation) {
        this.invocation = invocation;
    }

    /** Writes it, and answers how the process ends. */
    public ExitStatus about(Exception failure) {
        if (invocation.debug()) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            invocation.tell(trace.toString());
        }
        if (failure instanceof UsageError || failure instanceof ProfileError) {
            invocation.complain(String.valueOf(failure.getMessage()));
            return ExitStatus.USAGE;
        } else if (failure instanceof NoAnswer noAnswer) {
            return noAnswer(noAnswer);
        } else if (failure instanceof OutcomeUnknown unknown) {
            return outcomeUnknown(unknown.attempt());
        } else if (failure instanceof StatusRuntimeException refusal) {
            return refusal(refusal);
        }
        invocation.complain(
                "This is a defect of coordctl: " + failure + ". Run it again with --debug and report what it says.");
        return ExitStatus.FAILED;
    }

    private ExitStatus noAnswer(NoAnswer failure) {
        if (failure.leaderless()) {
            invocation.complain("The coordinator has no leader.");
            list(failure.attempts());
            invocation.tell("Most of its nodes must be up and reach each other: see 'coordctl status'.");
        } else {
            invocation.complain("No coordinator answered (endpoints from " + invocation.endpointsOrigin() + ").");
            list(failure.attempts());
            invocation.tell("Is it running? Say where with --endpoints HOST:PORT,... or COORDCTL_ENDPOINTS.");
        }
        return ExitStatus.UNAVAILABLE;
    }

    private ExitStatus outcomeUnknown(Attempt attempt) {
        invocation.complain("The coordinator may have done this, or may yet do it.");
        list(List.of(attempt));
        invocation.tell(
                "Look before you repeat it: 'coordctl pool POOL'. With --seq, repeat it with a higher one: that makes this"
                        + " harmless.");
        return ExitStatus.UNAVAILABLE;
    }

    private ExitStatus refusal(StatusRuntimeException refusal) {
        Status status = refusal.getStatus();
        ErrorDetails details = ErrorDetails.of(refusal);
        String said = status.getDescription() == null ? "" : ": " + status.getDescription();
        invocation.complain("The coordinator refused (" + Words.of(status.getCode()) + ")" + said);
        details.violations().forEach(rule -> item(rule.field() + ": " + rule.rule()));
        if (!details.reason().isEmpty()) {
            item(reason(details));
        }
        details.retryAfter()
                .ifPresent(delay -> invocation.tell("Try again in " + HumanDuration.rough(delay.toMillis()) + "."));
        Advice.on(details.reason()).ifPresent(invocation::tell);
        if (status.getCode() == Status.Code.UNIMPLEMENTED) {
            invocation.tell("The node doesn't know this request: it is older than this coordctl, or no coordinator.");
        }
        return ExitStatus.of(refusal);
    }

    private static String reason(ErrorDetails details) {
        String involved = details.metadata().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", "));
        return details.reason() + (involved.isEmpty() ? "" : ": " + involved);
    }

    private void list(List<Attempt> attempts) {
        attempts.forEach(attempt -> item(attempt.endpoint() + ": " + attempt.account()));
    }

    private void item(String text) {
        invocation.tell("  " + Printable.of(text));
    }
}
