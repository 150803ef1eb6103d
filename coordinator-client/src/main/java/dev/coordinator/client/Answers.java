package dev.coordinator.client;

import com.google.protobuf.Timestamp;
import dev.coordinator.v1.CheckInResponse;
import dev.coordinator.v1.Directive;
import dev.coordinator.v1.Primary;
import dev.coordinator.v1.Role;
import dev.coordinator.v1.RoleReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Reads answers with suspicion: a number out of bounds gives no lease, and makes no one check in without pause. */
final class Answers {

    private static final long LONGEST_LEASE_MILLIS = Duration.ofDays(1).toMillis();
    private static final long LONGEST_INTERVAL_MILLIS = Duration.ofHours(2).toMillis();

    private static final long END_OF_TIME_SECONDS =
            Instant.parse("9999-12-31T00:00:00Z").getEpochSecond();

    private Answers() {}

    static Duration leaseValid(CheckInResponse answer) {
        long millis = answer.getLeaseValidMs();
        return millis < 0 || millis > LONGEST_LEASE_MILLIS ? Duration.ZERO : Duration.ofMillis(millis);
    }

    static Duration nextCheckIn(CheckInResponse answer) {
        long millis = answer.getNextCheckInMs();
        long bounded = millis < 0 ? LONGEST_INTERVAL_MILLIS : Math.min(millis, LONGEST_INTERVAL_MILLIS);
        return Duration.ofMillis(Math.max(bounded, Pace.SPACING.toMillis()));
    }

    static boolean asksToStop(CheckInResponse answer) {
        return answer.getRole() == Role.ROLE_DRAINING || answer.getDirective() == Directive.DIRECTIVE_STEP_DOWN;
    }

    static Successor successor(CheckInResponse answer) {
        return new Successor(
                answer.getSupersededBy().getIncarnation(),
                answer.getSupersededBy().getAddress());
    }

    /** The local lease has the last word on the role, so only those are taken over that hold none. */
    static MemberStatus status(CheckInResponse answer) {
        MemberRole role = switch (answer.getRole()) {
            case ROLE_UNELECTABLE -> MemberRole.UNELECTABLE;
            case ROLE_SUPERSEDED -> MemberRole.SUPERSEDED;
            case ROLE_PRIMARY, ROLE_DRAINING, ROLE_STANDBY -> MemberRole.STANDBY;
            case ROLE_UNSPECIFIED, UNRECOGNIZED -> MemberRole.UNKNOWN;
        };
        return new MemberStatus(
                role,
                reason(answer.getReason()),
                answer.hasPrimary() ? primary(answer.getPrimary()) : Optional.empty(),
                answer.getNextInLineList(),
                answer.getPaused(),
                Optional.empty());
    }

    private static String reason(RoleReason reason) {
        String prefix = "ROLE_REASON_";
        boolean says = reason != RoleReason.ROLE_REASON_UNSPECIFIED && reason != RoleReason.UNRECOGNIZED;
        return says ? reason.name().substring(prefix.length()) : "";
    }

    private static Optional<KnownPrimary> primary(Primary primary) {
        if (!Epoch.isValid(primary.getEpoch())) {
            return Optional.empty();
        }
        return Optional.of(new KnownPrimary(
                primary.getInstanceId(),
                new Epoch(primary.getEpoch()),
                since(primary),
                primary.getAddress(),
                primary.getLabelsMap(),
                primary.getConfirmed()));
    }

    /** For people only, so a senseless one is shown as the beginning of time. */
    private static Instant since(Primary primary) {
        Timestamp since = primary.getSince();
        boolean sensible = since.getSeconds() >= 0 && since.getSeconds() < END_OF_TIME_SECONDS;
        return sensible ? Instant.ofEpochSecond(since.getSeconds(), since.getNanos()) : Instant.EPOCH;
    }
}
