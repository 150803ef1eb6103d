package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Epoch;
import dev.coordinator.server.lease.NextCheckIn;
import dev.coordinator.server.lease.Role;
import dev.coordinator.server.lease.RoleReason;
import dev.coordinator.v1.CheckInResponse;
import dev.coordinator.v1.Directive;
import dev.coordinator.v1.Successor;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Answers as the API says them to the library. */
final class AnswerMessages {

    private static final Map<Role, dev.coordinator.v1.Role> ROLES = roles();
    private static final Map<RoleReason, dev.coordinator.v1.RoleReason> REASONS = reasons();

    private AnswerMessages() {}

    static CheckInResponse of(Decision.Answer answer, Chance jitter) {
        CheckInResponse.Builder message = CheckInResponse.newBuilder()
                .setRole(Objects.requireNonNull(ROLES.get(answer.role())))
                .setReason(Objects.requireNonNull(REASONS.get(answer.reason())))
                .setEpoch(answer.grip().epoch().map(Epoch::number).orElse(0L))
                .setLeaseValidMs(answer.grip().validMillis())
                .setNextCheckInMs(spread(answer.next(), jitter))
                .setDirective(
                        answer.stepDownWithinMillis().isPresent()
                                ? Directive.DIRECTIVE_STEP_DOWN
                                : Directive.DIRECTIVE_NONE)
                .setSeq(answer.seq())
                .setClusterId("simulated")
                .setNonce(answer.nonce())
                .setHandle(answer.handle().number());
        answer.supersededBy()
                .ifPresent(by -> message.setSupersededBy(
                        Successor.newBuilder().setIncarnation(by.incarnation().bits())));
        return message.build();
    }

    static long spread(NextCheckIn next, Chance jitter) {
        long most = next.exact() ? 0 : next.millis() / 10;
        return Math.max(NextCheckIn.FLOOR_MILLIS, next.millis() + jitter.between(-most, most));
    }

    private static Map<Role, dev.coordinator.v1.Role> roles() {
        Map<Role, dev.coordinator.v1.Role> roles = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            roles.put(role, dev.coordinator.v1.Role.valueOf("ROLE_" + role.name()));
        }
        return roles;
    }

    private static Map<RoleReason, dev.coordinator.v1.RoleReason> reasons() {
        Map<RoleReason, dev.coordinator.v1.RoleReason> reasons = new EnumMap<>(RoleReason.class);
        for (RoleReason reason : RoleReason.values()) {
            reasons.put(reason, dev.coordinator.v1.RoleReason.valueOf("ROLE_REASON_" + reason.name()));
        }
        return reasons;
    }
}
