package dev.coordinator.server.api;

import com.google.protobuf.ByteString;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.Info;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.Profile;
import dev.coordinator.v1.CheckInRequest;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Check-ins in full: what is allowed, and the command that they mean. */
final class CheckInRequests {

    private static final int PRIORITY = 1_000_000;
    private static final int TEXT = 256;
    private static final int LABELS = 16;
    private static final Pattern LABEL_KEY = Pattern.compile("[A-Za-z0-9._/-]{1,63}");

    private final boolean mayCreatePool;

    CheckInRequests(boolean mayCreatePool) {
        this.mayCreatePool = mayCreatePool;
    }

    Checked<Command.CheckIn> check(CheckInRequest request) {
        Violations violations = new Violations();
        Fields.pool(request.getPool(), violations);
        Fields.instance(request.getInstanceId(), violations);
        Fields.run(request.getIncarnation(), request.getSeq(), violations);
        violations.require(
                request.getNonce() == 0 || request.getIncarnation() != 0,
                "nonce",
                "0 without an incarnation",
                request.getNonce());
        checkSupersedes(request, violations);
        Fields.unsigned("holding_epoch", request.getHoldingEpoch(), violations);
        checkProfile(request, violations);
        return Checked.of(violations, () -> command(request));
    }

    private static void checkSupersedes(CheckInRequest request, Violations violations) {
        if (request.getSupersedesCount() == 0) {
            return;
        }
        violations.require(
                request.getIncarnation() != 0,
                "supersedes",
                "empty without an incarnation",
                request.getSupersedesCount() + " incarnations");
        violations.require(
                request.getSupersedesCount() <= Command.CheckIn.MOST_SUPERSEDED,
                "supersedes",
                "at most " + Command.CheckIn.MOST_SUPERSEDED + " incarnations",
                request.getSupersedesCount());
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < request.getSupersedesCount(); i++) {
            long each = request.getSupersedes(i);
            boolean allowed = each != 0 && each != request.getIncarnation() && seen.add(each);
            violations.require(
                    allowed,
                    "supersedes[" + i + "]",
                    "an earlier incarnation, named once and different from incarnation",
                    Long.toUnsignedString(each));
        }
    }

    private static void checkProfile(CheckInRequest request, Violations violations) {
        String reason = request.getUnelectableReason();
        Fields.text("unelectable_reason", reason, TEXT, violations);
        violations.require(
                reason.isEmpty() || !isElectable(request),
                "unelectable_reason",
                "empty unless electable is false",
                reason);
        violations.require(
                Math.abs((long) request.getPriority()) <= PRIORITY,
                "priority",
                -PRIORITY + " to " + PRIORITY,
                request.getPriority());
        Fields.text("address", request.getAddress(), TEXT, violations);
        checkLabels(request.getLabelsMap(), violations);
        InfoRules.check(request.getInfo(), violations);
    }

    private static void checkLabels(Map<String, String> labels, Violations violations) {
        violations.require(labels.size() <= LABELS, "labels", "at most " + LABELS + " labels", labels.size());
        new TreeMap<>(labels).forEach((key, value) -> {
            violations.require(
                    LABEL_KEY.matcher(key).matches(), "labels", "keys of 1 to 63 characters of [A-Za-z0-9._/-]", key);
            Fields.text("labels[" + Violations.truncated(key) + "]", value, TEXT, violations);
        });
    }

    private Command.CheckIn command(CheckInRequest request) {
        return new Command.CheckIn(
                new PoolName(request.getPool()),
                new InstanceId(request.getInstanceId()),
                new Incarnation(request.getIncarnation()),
                request.getSupersedesList().stream().map(Incarnation::new).toList(),
                request.getNonce(),
                request.getSeq(),
                profile(request),
                request.hasHoldingEpoch() ? Holding.of(request.getHoldingEpoch()) : Holding.UNSAID,
                request.getRelease(),
                mayCreatePool);
    }

    private static Profile profile(CheckInRequest request) {
        ByteString info = request.getInfo().toByteString();
        return new Profile(
                isElectable(request),
                request.getUnelectableReason(),
                request.getPriority(),
                request.getAddress(),
                new TreeMap<>(request.getLabelsMap()),
                Info.of(info.toByteArray()));
    }

    private static boolean isElectable(CheckInRequest request) {
        return !request.hasElectable() || request.getElectable();
    }
}
