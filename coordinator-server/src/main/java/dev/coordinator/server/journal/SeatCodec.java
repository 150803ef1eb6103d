package dev.coordinator.server.journal;

import dev.coordinator.journal.v1.SeatState;
import dev.coordinator.server.lease.Contender;
import dev.coordinator.server.lease.Handle;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.Presence;
import dev.coordinator.server.lease.SeatImage;

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
                .setYieldsUntilMs(seat.yieldsUntilMillis())
                .setAlarmedEpoch(seat.alarmedEpoch())
                .setPresence(Wire.number(seat.presence()));
        seat.superseded().forEach(run -> out.addSuperseded(run.bits()));
        seat.contenders()
                .forEach(contender -> out.addContenders(dev.coordinator.journal.v1.Contender.newBuilder()
                        .setIncarnation(contender.run().bits())
                        .setNonce(contender.nonce())));
        ProfileCodec.encode(seat.profile(), out);
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
                ProfileCodec.decode(in),
                new Handle(in.getHandle()),
                in.getSeq(),
                in.getLastSeenMs(),
                in.getToldNextMs(),
                in.getLiveSinceMs(),
                in.getYieldsUntilMs(),
                in.getAlarmedEpoch(),
                Wire.constant(Presence.values(), in.getPresence()));
    }
}
