package dev.coordinator.server.api;

import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.replication.Completion;
import dev.coordinator.server.replication.Failure;
import dev.coordinator.server.replication.Submissions;
import java.util.Map;
import java.util.function.Supplier;

/** Sends checked commands to the log, and what becomes of them back to the caller. */
final class Submitter {

    private final Submissions submissions;
    private final Failures failures;

    Submitter(Submissions submissions, Failures failures) {
        this.submissions = submissions;
        this.failures = failures;
    }

    /** Makes a message of the decision that is expected. */
    interface Message<D, R> {
        R of(long logIndex, D decision);
    }

    <D extends Decision, R> void submit(
            Checked<? extends Command> request,
            Failures.Repeat repeat,
            Reply<R> reply,
            Class<D> expected,
            Message<D, R> message) {
        if (request instanceof Checked.Bad<? extends Command> bad) {
            reply.fail(bad.status());
        } else if (request instanceof Checked.Good<? extends Command> good) {
            submissions.submit(good.value(), new Completion() {
                @Override
                public void decided(long logIndex, Decision decision) {
                    if (expected.isInstance(decision)) {
                        D answer = expected.cast(decision);
                        reply.send(() -> message.of(logIndex, answer));
                    } else {
                        reply.fail(refusal(decision));
                    }
                }

                @Override
                public void failed(Failure failure) {
                    reply.fail(failures.status(failure, repeat));
                }
            });
        }
    }

    /** Sees a command of a session through the log. */
    void submit(Command command, Completion completion) {
        submissions.submit(command, completion);
    }

    Supplier<Status> unanswered(Failure failure) {
        return () -> failures.status(failure, Failures.Repeat.WITH_HIGHER_SEQ);
    }

    /** Of a decision that is no answer to the command. */
    static Status refusal(Decision decision) {
        return decision instanceof Decision.Refused refused
                ? Refusals.status(refused)
                : Statuses.with(
                                Code.INTERNAL,
                                "the decision does not fit the request: "
                                        + decision.getClass().getSimpleName(),
                                "UNEXPECTED_DECISION",
                                Map.of())
                        .build();
    }
}
