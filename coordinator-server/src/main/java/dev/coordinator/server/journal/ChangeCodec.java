package dev.coordinator.server.journal;

import dev.coordinator.journal.v1.Candidate;
import dev.coordinator.journal.v1.Change;
import dev.coordinator.server.lease.Candidate.Verdict;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolName;

/** Changes in a pool's history ↔ the messages of an image. */
final class ChangeCodec {

    private ChangeCodec() {}

    static Change encode(dev.coordinator.server.lease.Change change) {
        Change.Builder out = Change.newBuilder()
                .setKind(Wire.number(change.kind()))
                .setCause(Wire.number(change.cause()))
                .setFrom(change.from().map(InstanceId::value).orElse(""))
                .setTo(change.to().map(InstanceId::value).orElse(""))
                .setEpoch(change.epoch())
                .setWallMs(change.wallMillis())
                .setVacantForMs(change.vacantForMillis());
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
                Wire.constant(ChangeCause.values(), in.getCause()),
                Wire.optional(in.getFrom(), InstanceId::new),
                Wire.optional(in.getTo(), InstanceId::new),
                in.getEpoch(),
                in.getWallMs(),
                in.getVacantForMs(),
                in.getCandidatesList().stream()
                        .map(candidate -> new dev.coordinator.server.lease.Candidate(
                                new InstanceId(candidate.getInstanceId()),
                                Wire.constant(Verdict.values(), candidate.getVerdict())))
                        .toList());
    }
}
