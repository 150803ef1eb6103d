package dev.coordinator.server.journal;

import dev.coordinator.journal.v1.Bootstrapping;
import dev.coordinator.journal.v1.Designated;
import dev.coordinator.journal.v1.Draining;
import dev.coordinator.journal.v1.Held;
import dev.coordinator.journal.v1.PoolState;
import dev.coordinator.journal.v1.Vacant;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.DrainCause;
import dev.coordinator.server.lease.Epoch;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolImage;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.Reign;
import dev.coordinator.server.lease.Tenure;

/** Pools ↔ the messages of an image. */
final class PoolCodec {

    private PoolCodec() {}

    static PoolState encode(PoolImage pool) {
        PoolState.Builder out = PoolState.newBuilder()
                .setName(pool.name().value())
                .setSet(SettingsCodec.encode(pool.set()))
                .setLastPrimary(pool.lastPrimary().map(InstanceId::value).orElse(""));
        encode(pool.tenure(), out);
        pool.history().forEach(change -> out.addHistory(ChangeCodec.encode(change)));
        pool.seats().forEach(seat -> out.addSeats(SeatCodec.encode(seat)));
        return out.build();
    }

    static PoolImage decode(PoolState in) {
        PoolName name = new PoolName(in.getName());
        return new PoolImage(
                name,
                SettingsCodec.decode(in.getSet()),
                tenure(in),
                Wire.optional(in.getLastPrimary(), InstanceId::new),
                in.getHistoryList().stream()
                        .map(change -> ChangeCodec.decode(name, change))
                        .toList(),
                in.getSeatsList().stream().map(SeatCodec::decode).toList());
    }

    private static void encode(Tenure tenure, PoolState.Builder out) {
        if (tenure instanceof Tenure.Bootstrapping boot) {
            out.setBootstrapping(
                    Bootstrapping.newBuilder().setSinceMs(boot.since().millis()));
        } else if (tenure instanceof Tenure.Vacant vacant) {
            out.setVacant(encode(vacant));
        } else if (tenure instanceof Tenure.Designated designated) {
            out.setDesignated(Designated.newBuilder()
                    .setInstanceId(designated.instance().value())
                    .setIncarnation(designated.incarnation().bits())
                    .setVacancy(encode(designated.vacancy())));
        } else if (tenure instanceof Tenure.Held held) {
            out.setHeld(encode(held));
        } else if (tenure instanceof Tenure.Draining draining) {
            out.setDraining(
                    Draining.newBuilder().setHeld(encode(draining.held())).setCause(Wire.number(draining.cause())));
        }
    }

    private static Tenure tenure(PoolState in) {
        return switch (in.getTenureCase()) {
            case BOOTSTRAPPING ->
                new Tenure.Bootstrapping(new ClusterTime(in.getBootstrapping().getSinceMs()));
            case VACANT -> decode(in.getVacant());
            case DESIGNATED ->
                new Tenure.Designated(
                        new InstanceId(in.getDesignated().getInstanceId()),
                        new Incarnation(in.getDesignated().getIncarnation()),
                        decode(in.getDesignated().getVacancy()));
            case HELD -> decode(in.getHeld());
            case DRAINING ->
                new Tenure.Draining(
                        decode(in.getDraining().getHeld()),
                        Wire.constant(DrainCause.values(), in.getDraining().getCause()));
            case TENURE_NOT_SET -> throw new JournalException("a tenure that this release does not know");
        };
    }

    private static Vacant encode(Tenure.Vacant vacant) {
        return Vacant.newBuilder()
                .setSinceMs(vacant.since().millis())
                .setCause(Wire.number(vacant.cause()))
                .build();
    }

    private static Tenure.Vacant decode(Vacant in) {
        return new Tenure.Vacant(new ClusterTime(in.getSinceMs()), Wire.constant(ChangeCause.values(), in.getCause()));
    }

    private static Held encode(Tenure.Held held) {
        Reign reign = held.reign();
        return Held.newBuilder()
                .setPrimary(reign.primary().value())
                .setIncarnation(reign.incarnation().bits())
                .setEpoch(reign.epoch().number())
                .setSinceMs(reign.since().millis())
                .setSinceWallMs(reign.sinceWallMillis())
                .setDeadlineMs(held.deadline().millis())
                .setConfirmed(held.confirmed())
                .build();
    }

    private static Tenure.Held decode(Held in) {
        Reign reign = new Reign(
                new InstanceId(in.getPrimary()),
                new Incarnation(in.getIncarnation()),
                new Epoch(in.getEpoch()),
                new ClusterTime(in.getSinceMs()),
                in.getSinceWallMs());
        return new Tenure.Held(reign, new ClusterTime(in.getDeadlineMs()), in.getConfirmed());
    }
}
