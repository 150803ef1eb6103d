package dev.coordinator.server.api;

import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Refusal;
import dev.coordinator.server.lease.Violation;
import java.util.List;
import java.util.Map;

/** The business's "no" as a status. It passed through the log and changed nothing. */
final class Refusals {

    private Refusals() {}

    static Status status(Decision.Refused refused) {
        return switch (refused.refusal()) {
            case INVALID_SETTINGS -> badRequest(refused, "settings.");
            case OUT_OF_RANGE -> badRequest(refused, "");
            default -> plain(refused);
        };
    }

    private static Status plain(Decision.Refused refused) {
        Refusal refusal = refused.refusal();
        List<Violation> violations = refused.violations();
        if (violations.isEmpty()) {
            return Statuses.with(code(refusal), sentence(refusal), refusal.name(), Map.of())
                    .build();
        }
        Violation why = violations.get(0);
        String value = Violations.truncated(why.value());
        return Statuses.with(
                        code(refusal),
                        sentence(refusal) + ": " + detail(refusal, why, value),
                        refusal.name(),
                        Map.of("field", why.field(), "limit", why.limit(), "value", value))
                .build();
    }

    private static String detail(Refusal refusal, Violation why, String value) {
        return switch (refusal) {
            case LIMIT_REACHED -> why.limit() + ", and there are " + value;
            case NO_PRIMARY, NO_SUCCESSOR, POOL_DELETED, NO_HANDOVER -> value;
            default -> why.field() + " must be " + why.limit() + ", not " + value;
        };
    }

    private static Status badRequest(Decision.Refused refused, String prefix) {
        Violations all = new Violations();
        refused.violations().forEach(each -> all.add(prefix + each.field(), each.limit(), new Bare(each.value())));
        List<BadRequest.FieldViolation> told = all.toList();
        return Statuses.badRequest(refused.refusal().name(), all.summary(), told);
    }

    /** A value that is told without quotes. */
    private record Bare(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    private static Code code(Refusal refusal) {
        return switch (refusal) {
            case STALE_SEQUENCE,
                    INCARNATION_REQUIRED,
                    WRONG_INCARNATION,
                    NO_PRIMARY,
                    UNFIT_TARGET,
                    NO_SUCCESSOR,
                    POOL_QUIET,
                    POOL_DELETED,
                    NO_HANDOVER -> Code.FAILED_PRECONDITION;
            case UNKNOWN_POOL, UNKNOWN_INSTANCE, UNKNOWN_HANDLE -> Code.NOT_FOUND;
            case LIMIT_REACHED -> Code.RESOURCE_EXHAUSTED;
            case INVALID_SETTINGS, OUT_OF_RANGE -> Code.INVALID_ARGUMENT;
        };
    }

    private static String sentence(Refusal refusal) {
        return switch (refusal) {
            case STALE_SEQUENCE -> "a later request of this incarnation was already applied";
            case INCARNATION_REQUIRED -> "the seat belongs to a run that says which one it is";
            case WRONG_INCARNATION -> "the seat belongs to another incarnation";
            case UNKNOWN_POOL -> "there is no such pool";
            case UNKNOWN_INSTANCE -> "the pool has no such instance";
            case UNKNOWN_HANDLE -> "the handle stands for nothing (any more), send the check-in in full";
            case LIMIT_REACHED -> "a limit of the cluster is reached";
            case INVALID_SETTINGS -> "the settings break a rule";
            case NO_PRIMARY -> "the pool has no primary";
            case UNFIT_TARGET -> "the one named can't be primary";
            case NO_SUCCESSOR -> "no other instance is live, electable and not cordoned";
            case POOL_QUIET -> "the cluster was restored a short while ago and grants nothing yet";
            case POOL_DELETED -> "the pool was deleted, and its last lease has not ended yet";
            case NO_HANDOVER -> "what asks the primary to stop is not a handover: it must not be primary";
            case OUT_OF_RANGE -> "a number is out of its bounds";
        };
    }
}
