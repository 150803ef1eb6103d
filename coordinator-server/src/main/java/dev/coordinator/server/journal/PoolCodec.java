package dev.coordinator.server.journal;

import dev.coordinator.journal.v1.PoolState;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolImage;
import dev.coordinator.server.lease.PoolName;
import java.util.Optional;

/** Pools ↔ the messages of an image. */
final class PoolCodec {

    private PoolCodec() {}

    static PoolState encode(PoolImage pool) {
        PoolState.Builder out = PoolState.newBuilder()
                .setName(pool.name().value())
                .setSet(SettingsCodec.encode(pool.set()))
                .setLastPrimary(Wire.text(pool.lastPrimary()))
                .setFailbackNotBeforeMs(pool.failbackNotBefore().millis());
        TenureCodec.encode(pool.tenure(), out);
        pool.pause().ifPresent(pause -> out.setPause(ActorCodec.encode(pause)));
        pool.appointment().ifPresent(appointment -> out.setAppointment(ActorCodec.encode(appointment)));
        pool.alarms().forEach(alarm -> out.addAlarms(OccupantCodec.encode(alarm)));
        pool.history().forEach(change -> out.addHistory(ChangeCodec.encode(change)));
        pool.seats().forEach(seat -> out.addSeats(SeatCodec.encode(seat)));
        return out.build();
    }

    static PoolImage decode(PoolState in) {
        PoolName name = new PoolName(in.getName());
        return new PoolImage(
                name,
                SettingsCodec.decode(in.getSet()),
                TenureCodec.decode(in),
                Wire.optional(in.getLastPrimary(), InstanceId::new),
                in.hasPause() ? Optional.of(ActorCodec.pause(in.getPause())) : Optional.empty(),
                in.hasAppointment() ? Optional.of(ActorCodec.appointment(in.getAppointment())) : Optional.empty(),
                new ClusterTime(in.getFailbackNotBeforeMs()),
                in.getAlarmsList().stream().map(OccupantCodec::decode).toList(),
                in.getHistoryList().stream()
                        .map(change -> ChangeCodec.decode(name, change))
                        .toList(),
                in.getSeatsList().stream().map(SeatCodec::decode).toList());
    }
}
