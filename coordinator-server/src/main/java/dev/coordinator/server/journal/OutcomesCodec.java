package dev.coordinator.server.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.coordinator.journal.v1.Answer;
import dev.coordinator.journal.v1.ForwardReply;
import dev.coordinator.journal.v1.Left;
import dev.coordinator.journal.v1.NotAppended;
import dev.coordinator.journal.v1.Operated;
import dev.coordinator.journal.v1.Outcome;
import dev.coordinator.journal.v1.Passed;
import dev.coordinator.journal.v1.Primary;
import dev.coordinator.journal.v1.Refused;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Epoch;
import dev.coordinator.server.lease.Grip;
import dev.coordinator.server.lease.Handle;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.NextCheckIn;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.PrimaryView;
import dev.coordinator.server.lease.Refusal;
import dev.coordinator.server.lease.Role;
import dev.coordinator.server.lease.RoleReason;
import dev.coordinator.server.lease.Violation;
import java.util.Optional;

/** Outcomes ↔ bytes. */
public final class OutcomesCodec {

    private OutcomesCodec() {}

    /** The bytes of a reply. */
    public static byte[] encode(Outcomes outcomes) {
        ForwardReply.Builder reply = ForwardReply.newBuilder();
        if (outcomes instanceof Outcomes.Decided decided) {
            dev.coordinator.journal.v1.Outcomes.Builder out =
                    dev.coordinator.journal.v1.Outcomes.newBuilder().setLogIndex(decided.logIndex());
            decided.decisions().forEach(decision -> out.addOutcomes(encode(decision)));
            reply.setOutcomes(out);
        } else if (outcomes instanceof Outcomes.Unknown) {
            reply.setUnknown(dev.coordinator.journal.v1.Unknown.getDefaultInstance());
        } else {
            reply.setNotAppended(NotAppended.newBuilder().setNotLeading(outcomes instanceof Outcomes.NotLeading));
        }
        return reply.build().toByteArray();
    }

    /**
     * The reply that {@link #encode} wrote.
     *
     * @throws JournalException if the bytes are no reply
     */
    public static Outcomes decode(byte[] bytes) {
        try {
            ForwardReply reply = ForwardReply.parseFrom(bytes);
            return switch (reply.getReplyCase()) {
                case OUTCOMES ->
                    new Outcomes.Decided(
                            reply.getOutcomes().getLogIndex(),
                            reply.getOutcomes().getOutcomesList().stream()
                                    .map(OutcomesCodec::decode)
                                    .toList());
                case NOT_APPENDED ->
                    reply.getNotAppended().getNotLeading() ? new Outcomes.NotLeading() : new Outcomes.Overloaded();
                case UNKNOWN -> new Outcomes.Unknown();
                case REPLY_NOT_SET -> throw new JournalException("an empty reply");
            };
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new JournalException("unreadable reply of " + bytes.length + " bytes", e);
        }
    }

    private static Outcome encode(Decision decision) {
        Outcome.Builder out = Outcome.newBuilder();
        if (decision instanceof Decision.Answer answer) {
            out.setAnswer(encode(answer));
        } else if (decision instanceof Decision.Departed departed) {
            out.setLeft(Left.newBuilder()
                    .setEndedEpoch(departed.ended().map(Epoch::number).orElse(0L)));
        } else if (decision instanceof Decision.Passed) {
            out.setPassed(Passed.getDefaultInstance());
        } else if (decision instanceof Decision.SettingsInForce settings) {
            out.setSettings(SettingsCodec.encodeAll(settings.settings()));
        } else if (decision instanceof Decision.Refused refused) {
            out.setRefused(encode(refused));
        } else if (decision instanceof Decision.Operated operated) {
            out.setOperated(encode(operated));
        } else {
            throw new IllegalStateException("no form in the journal for " + decision);
        }
        return out.build();
    }

    private static Refused encode(Decision.Refused refused) {
        Refused.Builder out = Refused.newBuilder().setReason(Wire.number(refused.refusal()));
        refused.violations()
                .forEach(violation -> out.addViolations(dev.coordinator.journal.v1.Violation.newBuilder()
                        .setField(violation.field())
                        .setLimit(violation.limit())
                        .setValue(violation.value())));
        return out.build();
    }

    private static Operated encode(Decision.Operated operated) {
        Operated.Builder out = Operated.newBuilder()
                .setPrimary(Wire.text(operated.primary()))
                .setSuccessor(Wire.text(operated.successor()));
        operated.withinMillis().ifPresent(out::setWithinMs);
        return out.build();
    }

    private static Answer encode(Decision.Answer answer) {
        Answer.Builder out = Answer.newBuilder()
                .setPool(answer.pool().value())
                .setInstanceId(answer.instance().value())
                .setRole(Wire.number(answer.role()))
                .setReason(Wire.number(answer.reason()))
                .setEpoch(answer.grip().epoch().map(Epoch::number).orElse(0L))
                .setLeaseValidMs(answer.grip().validMillis())
                .setNextCheckInMs(answer.next().millis())
                .setNextIsExact(answer.next().exact())
                .setStepDown(answer.stepDownWithinMillis().isPresent())
                .setStepDownWithinMs(answer.stepDownWithinMillis().orElse(0))
                .setPaused(answer.paused())
                .setSeq(answer.seq())
                .setNonce(answer.nonce())
                .setHandle(answer.handle().number());
        answer.primary().ifPresent(primary -> out.setPrimary(encode(primary)));
        answer.nextInLine().forEach(next -> out.addNextInLine(next.value()));
        answer.supersededBy().ifPresent(occupant -> out.setSupersededBy(OccupantCodec.encode(occupant)));
        return out.build();
    }

    private static Primary encode(PrimaryView primary) {
        return Primary.newBuilder()
                .setInstanceId(primary.instance().value())
                .setEpoch(primary.epoch().number())
                .setSinceWallMs(primary.sinceWallMillis())
                .setAddress(primary.address())
                .addAllLabels(ProfileCodec.labels(primary.labels()))
                .setConfirmed(primary.confirmed())
                .build();
    }

    private static Decision decode(Outcome in) {
        return switch (in.getOutcomeCase()) {
            case ANSWER -> decode(in.getAnswer());
            case LEFT -> new Decision.Departed(epoch(in.getLeft().getEndedEpoch()));
            case PASSED -> Decision.PASSED;
            case SETTINGS -> new Decision.SettingsInForce(SettingsCodec.decodeAll(in.getSettings()));
            case REFUSED -> decode(in.getRefused());
            case OPERATED -> decode(in.getOperated());
            case OUTCOME_NOT_SET -> throw new JournalException("an outcome that this release does not know");
        };
    }

    private static Decision decode(Refused in) {
        return new Decision.Refused(
                Wire.constant(Refusal.values(), in.getReason()),
                in.getViolationsList().stream()
                        .map(violation ->
                                new Violation(violation.getField(), violation.getLimit(), violation.getValue()))
                        .toList());
    }

    private static Decision decode(Operated in) {
        return new Decision.Operated(
                Wire.optional(in.getPrimary(), InstanceId::new),
                Wire.optional(in.getSuccessor(), InstanceId::new),
                Wire.optional(in.hasWithinMs(), in.getWithinMs()));
    }

    private static Decision decode(Answer in) {
        return new Decision.Answer(
                new PoolName(in.getPool()),
                new InstanceId(in.getInstanceId()),
                Wire.constant(Role.values(), in.getRole()),
                Wire.constant(RoleReason.values(), in.getReason()),
                new Grip(epoch(in.getEpoch()), in.getLeaseValidMs()),
                new NextCheckIn(in.getNextCheckInMs(), in.getNextIsExact()),
                Wire.optional(in.getStepDown(), in.getStepDownWithinMs()),
                in.hasPrimary() ? Optional.of(decode(in.getPrimary())) : Optional.empty(),
                in.getNextInLineList().stream().map(InstanceId::new).toList(),
                in.getPaused(),
                in.getSeq(),
                in.getNonce(),
                new Handle(in.getHandle()),
                in.hasSupersededBy() ? Optional.of(OccupantCodec.decode(in.getSupersededBy())) : Optional.empty());
    }

    private static PrimaryView decode(Primary in) {
        return new PrimaryView(
                new InstanceId(in.getInstanceId()),
                new Epoch(in.getEpoch()),
                in.getSinceWallMs(),
                in.getAddress(),
                ProfileCodec.labels(in.getLabelsList()),
                in.getConfirmed());
    }

    private static Optional<Epoch> epoch(long number) {
        return number == 0 ? Optional.empty() : Optional.of(new Epoch(number));
    }
}
