package dev.coordinator.server.api;

import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Epoch;
import dev.coordinator.v1.CheckInResponse;
import dev.coordinator.v1.Directive;
import dev.coordinator.v1.LeaveResponse;
import dev.coordinator.v1.Successor;

/** Decisions on check-ins and leaves, as messages. */
final class Answers {

    private final String clusterId;
    private final Jitter jitter;

    Answers(String clusterId, Jitter jitter) {
        this.clusterId = clusterId;
        this.jitter = jitter;
    }

    CheckInResponse checkIn(long logIndex, Decision.Answer answer) {
        CheckInResponse.Builder message = CheckInResponse.newBuilder()
                .setRole(WireEnums.role(answer.role()))
                .setReason(WireEnums.reason(answer.reason()))
                .setEpoch(answer.grip().epoch().map(Epoch::number).orElse(0L))
                .setLeaseValidMs(answer.grip().validMillis())
                .setNextCheckInMs(jitter.millis(answer.next()))
                .setDirective(
                        answer.stepDownWithinMillis().isPresent()
                                ? Directive.DIRECTIVE_STEP_DOWN
                                : Directive.DIRECTIVE_NONE)
                .setStepDownWithinMs(answer.stepDownWithinMillis().orElse(0))
                .addAllNextInLine(Messages.names(answer.nextInLine()))
                .setPaused(answer.paused())
                .setSeq(answer.seq())
                .setClusterId(clusterId)
                .setLogIndex(logIndex)
                .setNonce(answer.nonce())
                .setHandle(answer.handle().number());
        answer.primary().ifPresent(primary -> message.setPrimary(Messages.primary(primary)));
        answer.supersededBy()
                .ifPresent(by -> message.setSupersededBy(Successor.newBuilder()
                        .setIncarnation(by.incarnation().bits())
                        .setAddress(by.address())));
        return message.build();
    }

    static LeaveResponse leave(long logIndex, Decision.Departed departed) {
        return LeaveResponse.newBuilder()
                .setEndedEpoch(departed.ended().map(Epoch::number).orElse(0L))
                .setLogIndex(logIndex)
                .build();
    }
}
