package dev.coordinator.server.journal;

import dev.coordinator.journal.v1.Operate;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.Operation;
import dev.coordinator.server.lease.PoolName;
import java.util.Optional;

/** What operators ask of pools ↔ the messages that carry it. */
final class OperationCodec {

    private OperationCodec() {}

    static Operate encode(Command.Operate operate) {
        Operate.Builder out = Operate.newBuilder().setPool(operate.pool().value());
        ActorCodec.encode(operate.actor(), out::setActor);
        encode(operate.operation(), out);
        return out.build();
    }

    private static void encode(Operation operation, Operate.Builder out) {
        if (operation instanceof Operation.Switchover switchover) {
            out.setSwitchover(Operate.Switchover.newBuilder().setTo(Wire.text(switchover.to())));
        } else if (operation instanceof Operation.Failover failover) {
            out.setFailover(Operate.Failover.newBuilder()
                    .setTo(Wire.text(failover.to()))
                    .setUnsafeNow(failover.unsafeNow()));
        } else if (operation instanceof Operation.CallOff) {
            out.setCallOff(Operate.CallOff.getDefaultInstance());
        } else if (operation instanceof Operation.Pause pause) {
            Operate.Pause.Builder paused = Operate.Pause.newBuilder();
            pause.forMillis().ifPresent(paused::setForMs);
            out.setPause(paused);
        } else if (operation instanceof Operation.Resume) {
            out.setResume(Operate.Resume.getDefaultInstance());
        } else if (operation instanceof Operation.Cordon cordon) {
            Operate.Cordon.Builder cordoned =
                    Operate.Cordon.newBuilder().setInstanceId(cordon.instance().value());
            cordon.forMillis().ifPresent(cordoned::setForMs);
            out.setCordon(cordoned);
        } else if (operation instanceof Operation.Uncordon uncordon) {
            out.setUncordon(Operate.Uncordon.newBuilder()
                    .setInstanceId(uncordon.instance().value()));
        } else if (operation instanceof Operation.Schedule schedule) {
            out.setSchedule(Operate.Schedule.newBuilder()
                    .setTo(Wire.text(schedule.to()))
                    .setAtWallMs(schedule.atWallMillis()));
        } else if (operation instanceof Operation.Unschedule) {
            out.setUnschedule(Operate.Unschedule.getDefaultInstance());
        } else if (operation instanceof Operation.Evict evict) {
            Operate.Evict.Builder evicted =
                    Operate.Evict.newBuilder().setInstanceId(evict.instance().value());
            evict.run().ifPresent(run -> evicted.setIncarnation(run.bits()));
            out.setEvict(evicted);
        } else if (operation instanceof Operation.Delete) {
            out.setDelete(Operate.Delete.getDefaultInstance());
        } else {
            throw new IllegalStateException("no form in the journal for " + operation);
        }
    }

    static Command.Operate decode(Operate in) {
        return new Command.Operate(new PoolName(in.getPool()), operation(in), ActorCodec.decode(in.getActor()));
    }

    private static Operation operation(Operate in) {
        return switch (in.getOperationCase()) {
            case SWITCHOVER ->
                new Operation.Switchover(Wire.optional(in.getSwitchover().getTo(), InstanceId::new));
            case FAILOVER ->
                new Operation.Failover(
                        Wire.optional(in.getFailover().getTo(), InstanceId::new),
                        in.getFailover().getUnsafeNow());
            case CALL_OFF -> new Operation.CallOff();
            case PAUSE ->
                new Operation.Pause(
                        Wire.optional(in.getPause().hasForMs(), in.getPause().getForMs()));
            case RESUME -> new Operation.Resume();
            case CORDON ->
                new Operation.Cordon(
                        new InstanceId(in.getCordon().getInstanceId()),
                        Wire.optional(in.getCordon().hasForMs(), in.getCordon().getForMs()));
            case UNCORDON ->
                new Operation.Uncordon(new InstanceId(in.getUncordon().getInstanceId()));
            case EVICT -> evict(in.getEvict());
            case SCHEDULE ->
                new Operation.Schedule(
                        Wire.optional(in.getSchedule().getTo(), InstanceId::new),
                        in.getSchedule().getAtWallMs());
            case UNSCHEDULE -> new Operation.Unschedule();
            case DELETE -> new Operation.Delete();
            case OPERATION_NOT_SET -> throw new JournalException("an operation that this release does not know");
        };
    }

    private static Operation evict(Operate.Evict in) {
        return new Operation.Evict(
                new InstanceId(in.getInstanceId()),
                in.hasIncarnation() ? Optional.of(new Incarnation(in.getIncarnation())) : Optional.empty());
    }
}
