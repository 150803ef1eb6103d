package dev.coordinator.server.journal;

import dev.coordinator.journal.v1.SeatState;
import dev.coordinator.server.lease.Contender;
import dev.coordinator.server.lease.Handle;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.Presence;
import dev.coordinator.server.lease.SeatImage;
import java.util.Optional;

/** Seats ↔ the messages of an image. */
final class SeatCodec {

    private SeatCodec() {}

    static SeatState encode(SeatImage seat) {
        SeatState.Builder out = SeatState.newBuilder()
                .setId(seat.id().value())
                .setIncarnation(seat.incarnation().bits())
                .addAllLossesMs(seat.lossesMillis())
                .setHandle(seat.handle().number())
                .setSeq(seat.seq())
                .setLastSeenMs(seat.lastSeenMillis())
                .setToldNextMs(seat.toldNextMillis())
                .setLiveSinceMs(seat.liveSinceMillis())
                .setEligibleSinceMsPlusOne(seat.eligibleSinceMillis() + 1)
                .setYieldsUntilMs(seat.yieldsUntilMillis())
                .setAlarmedEpoch(seat.alarmedEpoch())
                .setForgottenEpoch(seat.forgottenEpoch())
                .setPresence(Wire.number(seat.presence()))
                .setProfile(ProfileCodec.encode(seat.profile()));
        seat.superseded().forEach(run -> out.addSuperseded(run.bits()));
        seat.contenders()
                .forEach(contender -> out.addContenders(dev.coordinator.journal.v1.Contender.newBuilder()
                        .setIncarnation(contender.run().bits())
                        .setNonce(contender.nonce())));
        seat.cordon().ifPresent(cordon -> out.setCordon(ActorCodec.encode(cordon)));
        seat.dispute().ifPresent(dispute -> out.setDispute(OccupantCodec.encode(dispute)));
        seat.eviction().ifPresent(eviction -> out.setEviction(ActorCodec.encode(eviction)));
        return out.build();
    }

    static SeatImage decode(SeatState in) {
        return new SeatImage(
                new InstanceId(in.getId()),
                new Incarnation(in.getIncarnation()),
                in.getSupersededList().stream().map(Incarnation::new).toList(),
                in.getContendersList().stream()
                        .map(contender ->
                                new Contender(new Incarnation(contender.getIncarnation()), contender.getNonce()))
                        .toList(),
                in.getLossesMsList(),
                ProfileCodec.decode(in.getProfile()),
                new Handle(in.getHandle()),
                in.getSeq(),
                in.getLastSeenMs(),
                in.getToldNextMs(),
                in.getLiveSinceMs(),
                in.getEligibleSinceMsPlusOne() - 1,
                in.getYieldsUntilMs(),
                in.getAlarmedEpoch(),
                in.getForgottenEpoch(),
                Wire.constant(Presence.values(), in.getPresence()),
                in.hasCordon() ? Optional.of(ActorCodec.cordon(in.getCordon())) : Optional.empty(),
                in.hasDispute() ? Optional.of(OccupantCodec.decode(in.getDispute())) : Optional.empty(),
                in.hasEviction() ? Optional.of(ActorCodec.eviction(in.getEviction())) : Optional.empty());
    }
}
