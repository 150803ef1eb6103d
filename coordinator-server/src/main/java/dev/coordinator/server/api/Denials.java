package dev.coordinator.server.api;

import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.coordinator.server.access.Need;
import dev.coordinator.server.access.Refusal;
import java.util.HashMap;
import java.util.Map;

/** What somebody is told who isn't known, or may not. */
final class Denials {

    private static final int RETRY_MILLIS = 1_000;

    private Denials() {}

    /** The same again is refused again, but where too many have failed. */
    static Status unauthenticated(Refusal refusal) {
        String reason = refusal.reason().name();
        return refusal.reason() == Refusal.Reason.TOO_MANY_FAILURES
                ? Statuses.retryAfter(
                        Statuses.with(Code.RESOURCE_EXHAUSTED, refusal.message(), reason, Map.of()), RETRY_MILLIS)
                : Statuses.with(Code.UNAUTHENTICATED, refusal.message(), reason, Map.of())
                        .build();
    }

    /** Says which permission is missing. */
    static Status denied(String principal, Need need) {
        Map<String, String> metadata = new HashMap<>();
        metadata.put("verb", need.verb().word());
        metadata.put("principal", principal);
        metadata.put("pool", need.reach() == Need.Reach.EVERY_POOL ? "*" : Violations.truncated(need.pool()));
        if (need.reach() == Need.Reach.INSTANCE) {
            metadata.put("instance", Violations.truncated(need.instance()));
        }
        return Statuses.with(Code.PERMISSION_DENIED, principal + lacks(need), "NOT_PERMITTED", metadata)
                .build();
    }

    private static String lacks(Need need) {
        String pool = '"' + Violations.truncated(need.pool()) + '"';
        String may = " may not " + need.verb().word();
        return switch (need.reach()) {
            case INSTANCE -> may + " as \"" + Violations.truncated(need.instance()) + "\" in pool " + pool;
            case POOL -> may + " pool " + pool;
            case SOME_POOL -> may + " any pool";
            case EVERY_POOL -> may + " the cluster; that takes a grant for the pools \"*\"";
        };
    }
}
