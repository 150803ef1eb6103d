package dev.coordinator.server.journal;

import dev.coordinator.server.lease.Alarm;
import dev.coordinator.server.lease.Dispute;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.Occupant;

/** Runs of instances, and where two of them met ↔ the messages that carry it. */
final class OccupantCodec {

    private OccupantCodec() {}

    static dev.coordinator.journal.v1.Occupant encode(Occupant occupant) {
        return dev.coordinator.journal.v1.Occupant.newBuilder()
                .setIncarnation(occupant.incarnation().bits())
                .setAddress(occupant.address())
                .build();
    }

    static Occupant decode(dev.coordinator.journal.v1.Occupant in) {
        return new Occupant(new Incarnation(in.getIncarnation()), in.getAddress());
    }

    static dev.coordinator.journal.v1.Dispute encode(Dispute dispute) {
        return dev.coordinator.journal.v1.Dispute.newBuilder()
                .setOwner(encode(dispute.owner()))
                .setOther(encode(dispute.other()))
                .setWallMs(dispute.wallMillis())
                .build();
    }

    static Dispute decode(dev.coordinator.journal.v1.Dispute in) {
        return new Dispute(decode(in.getOwner()), decode(in.getOther()), in.getWallMs());
    }

    static dev.coordinator.journal.v1.Alarm encode(Alarm alarm) {
        return dev.coordinator.journal.v1.Alarm.newBuilder()
                .setInstanceId(alarm.instance().value())
                .setClaimant(encode(alarm.claimant()))
                .setEpoch(alarm.epoch())
                .setHolder(Wire.text(alarm.holder()))
                .setWallMs(alarm.wallMillis())
                .build();
    }

    static Alarm decode(dev.coordinator.journal.v1.Alarm in) {
        return new Alarm(
                new InstanceId(in.getInstanceId()),
                decode(in.getClaimant()),
                in.getEpoch(),
                Wire.optional(in.getHolder(), InstanceId::new),
                in.getWallMs());
    }
}
