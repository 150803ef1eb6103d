package dev.coordinator.server.journal;

import dev.coordinator.journal.v1.Bootstrapping;
import dev.coordinator.journal.v1.Deleted;
import dev.coordinator.journal.v1.Designated;
import dev.coordinator.journal.v1.Draining;
import dev.coordinator.journal.v1.Held;
import dev.coordinator.journal.v1.PoolState;
import dev.coordinator.journal.v1.Quiet;
import dev.coordinator.journal.v1.Vacant;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.DrainCause;
import dev.coordinator.server.lease.Epoch;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.Reign;
import dev.coordinator.server.lease.Tenure;

/** What is believed about a pool's lease ↔ the messages of an image. */
final class TenureCodec {

    private TenureCodec() {}

    static void encode(Tenure tenure, PoolState.Builder out) {
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
            out.setDraining(encode(draining));
        } else if (tenure instanceof Tenure.Quiet quiet) {
            out.setQuiet(Quiet.newBuilder()
                    .setUntilMs(quiet.until().millis())
                    .setTrigger(ChangeCodec.encode(quiet.trigger())));
        } else if (tenure instanceof Tenure.Deleted deleted) {
            out.setDeleted(Deleted.newBuilder()
                    .setReign(encode(deleted.reign()))
                    .setUntilMs(deleted.until().millis()));
        } else {
            throw new IllegalStateException("no form in the journal for " + tenure);
        }
    }

    static Tenure decode(PoolState in) {
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
            case DRAINING -> decode(in.getDraining());
            case QUIET ->
                new Tenure.Quiet(
                        new ClusterTime(in.getQuiet().getUntilMs()),
                        ChangeCodec.decode(in.getQuiet().getTrigger()));
            case DELETED ->
                new Tenure.Deleted(
                        decode(in.getDeleted().getReign()),
                        new ClusterTime(in.getDeleted().getUntilMs()));
            case TENURE_NOT_SET -> throw new JournalException("a tenure that this release does not know");
        };
    }

    private static Vacant encode(Tenure.Vacant vacant) {
        return Vacant.newBuilder()
                .setSinceMs(vacant.since().millis())
                .setTrigger(ChangeCodec.encode(vacant.trigger()))
                .setTarget(Wire.text(vacant.target()))
                .build();
    }

    private static Tenure.Vacant decode(Vacant in) {
        return new Tenure.Vacant(
                new ClusterTime(in.getSinceMs()),
                ChangeCodec.decode(in.getTrigger()),
                Wire.optional(in.getTarget(), InstanceId::new));
    }

    private static Draining encode(Tenure.Draining draining) {
        Draining.Builder out = Draining.newBuilder()
                .setHeld(encode(draining.held()))
                .setCause(Wire.number(draining.cause()))
                .setTrigger(ChangeCodec.encode(draining.trigger()))
                .setSuccessor(Wire.text(draining.successor()));
        Wire.unlessNever(draining.callOffAt(), out::setCallOffAtMs);
        return out.build();
    }

    private static Tenure.Draining decode(Draining in) {
        return new Tenure.Draining(
                decode(in.getHeld()),
                Wire.constant(DrainCause.values(), in.getCause()),
                ChangeCodec.decode(in.getTrigger()),
                Wire.optional(in.getSuccessor(), InstanceId::new),
                Wire.orNever(in.hasCallOffAtMs(), in.getCallOffAtMs()));
    }

    private static Held encode(Tenure.Held held) {
        return Held.newBuilder()
                .setReign(encode(held.reign()))
                .setDeadlineMs(held.deadline().millis())
                .setConfirmed(held.confirmed())
                .build();
    }

    private static Tenure.Held decode(Held in) {
        return new Tenure.Held(decode(in.getReign()), new ClusterTime(in.getDeadlineMs()), in.getConfirmed());
    }

    private static dev.coordinator.journal.v1.Reign encode(Reign reign) {
        return dev.coordinator.journal.v1.Reign.newBuilder()
                .setPrimary(reign.primary().value())
                .setIncarnation(reign.incarnation().bits())
                .setEpoch(reign.epoch().number())
                .setSinceMs(reign.since().millis())
                .setSinceWallMs(reign.sinceWallMillis())
                .build();
    }

    private static Reign decode(dev.coordinator.journal.v1.Reign in) {
        return new Reign(
                new InstanceId(in.getPrimary()),
                new Incarnation(in.getIncarnation()),
                new Epoch(in.getEpoch()),
                new ClusterTime(in.getSinceMs()),
                in.getSinceWallMs());
    }
}
