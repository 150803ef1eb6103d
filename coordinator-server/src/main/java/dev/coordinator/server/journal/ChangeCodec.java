package dev.coordinator.server.journal;

import dev.coordinator.journal.v1.Candidate;
import dev.coordinator.journal.v1.Change;
import dev.coordinator.server.lease.Candidate.Verdict;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.Trigger;

/** Changes in a pool's history, and what set them off ↔ the messages of an image. */
final class ChangeCodec {

    private ChangeCodec() {}

    static Change encode(dev.coordinator.server.lease.Change change) {
        Change.Builder out = Change.newBuilder()
                .setKind(Wire.number(change.kind()))
                .setTrigger(encode(change.trigger()))
                .setFrom(Wire.text(change.from()))
                .setTo(Wire.text(change.to()))
                .setEpoch(change.epoch())
                .setWallMs(change.wallMillis())
                .setVacantForMs(change.vacantForMillis())
                .setScheduledWallMs(change.scheduledWallMillis());
        change.candidates()
                .forEach(candidate -> out.addCandidates(Candidate.newBuilder()
                        .setInstanceId(candidate.instance().value())
                        .setVerdict(Wire.number(candidate.verdict()))));
        return out.build();
    }

    static dev.coordinator.server.lease.Change decode(PoolName pool, Change in) {
        return new dev.coordinator.server.lease.Change(
                pool,
                Wire.constant(ChangeKind.values(), in.getKind()),
                decode(in.getTrigger()),
                Wire.optional(in.getFrom(), InstanceId::new),
                Wire.optional(in.getTo(), InstanceId::new),
                in.getEpoch(),
                in.getWallMs(),
                in.getVacantForMs(),
                in.getScheduledWallMs(),
                in.getCandidatesList().stream()
                        .map(candidate -> new dev.coordinator.server.lease.Candidate(
                                new InstanceId(candidate.getInstanceId()),
                                Wire.constant(Verdict.values(), candidate.getVerdict())))
                        .toList());
    }

    static dev.coordinator.journal.v1.Trigger encode(Trigger trigger) {
        dev.coordinator.journal.v1.Trigger.Builder out = dev.coordinator.journal.v1.Trigger.newBuilder()
                .setCause(Wire.number(trigger.cause()))
                .setMissedCheckIns(trigger.missedCheckIns());
        ActorCodec.encode(trigger.actor(), out::setActor);
        return out.build();
    }

    static Trigger decode(dev.coordinator.journal.v1.Trigger in) {
        return new Trigger(
                Wire.constant(ChangeCause.values(), in.getCause()),
                ActorCodec.decode(in.getActor()),
                in.getMissedCheckIns());
    }
}
