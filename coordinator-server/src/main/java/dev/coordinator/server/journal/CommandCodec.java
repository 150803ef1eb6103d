package dev.coordinator.server.journal;

import dev.coordinator.journal.v1.Barrier;
import dev.coordinator.journal.v1.CheckIn;
import dev.coordinator.journal.v1.Leave;
import dev.coordinator.journal.v1.Renewals;
import dev.coordinator.journal.v1.Run;
import dev.coordinator.journal.v1.SetPoolSettings;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Handle;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolName;
import java.util.ArrayList;
import java.util.List;

/** Commands ↔ runs. Consecutive renewals share one run, three small numbers each. */
final class CommandCodec {

    private CommandCodec() {}

    static List<Run> encode(List<Command> commands) {
        List<Run> runs = new ArrayList<>();
        Renewals.Builder renewals = Renewals.newBuilder();
        for (Command command : commands) {
            if (command instanceof Command.Renewal renewal) {
                renewals.addTriples(renewal.handle().number())
                        .addTriples(renewal.seq())
                        .addTriples(plusOne(renewal.holding()));
            } else {
                flush(renewals, runs);
                runs.add(encodeOne(command));
            }
        }
        flush(renewals, runs);
        return runs;
    }

    private static void flush(Renewals.Builder renewals, List<Run> runs) {
        if (renewals.getTriplesCount() > 0) {
            runs.add(Run.newBuilder().setRenewals(renewals).build());
            renewals.clear();
        }
    }

    private static Run encodeOne(Command command) {
        Run.Builder run = Run.newBuilder();
        if (command instanceof Command.CheckIn checkIn) {
            run.setCheckIn(encodeCheckIn(checkIn));
        } else if (command instanceof Command.Leave leave) {
            run.setLeave(Leave.newBuilder()
                    .setPool(leave.pool().value())
                    .setInstanceId(leave.instance().value())
                    .setIncarnation(leave.incarnation().bits())
                    .setSeq(leave.seq()));
        } else if (command instanceof Command.SetPoolSettings set) {
            run.setSetPoolSettings(encodeSet(set));
        } else if (command instanceof Command.Operate operate) {
            run.setOperate(OperationCodec.encode(operate));
        } else if (command instanceof Command.Barrier) {
            run.setBarrier(Barrier.getDefaultInstance());
        } else {
            throw new IllegalStateException("no form in the journal for " + command);
        }
        return run.build();
    }

    private static CheckIn encodeCheckIn(Command.CheckIn checkIn) {
        CheckIn.Builder out = CheckIn.newBuilder()
                .setPool(checkIn.pool().value())
                .setInstanceId(checkIn.instance().value())
                .setIncarnation(checkIn.incarnation().bits())
                .setSeq(checkIn.seq())
                .setNonce(checkIn.nonce())
                .setProfile(ProfileCodec.encode(checkIn.profile()))
                .setHoldingPlusOne(plusOne(checkIn.holding()))
                .setRelease(checkIn.release())
                .setExistingPoolOnly(!checkIn.mayCreatePool());
        checkIn.supersedes().forEach(run -> out.addSupersedes(run.bits()));
        return out.build();
    }

    private static SetPoolSettings encodeSet(Command.SetPoolSettings set) {
        SetPoolSettings.Builder out = SetPoolSettings.newBuilder()
                .setPool(set.pool().value())
                .setSettings(SettingsCodec.encode(set.change()));
        ActorCodec.encode(set.actor(), out::setActor);
        return out.build();
    }

    static List<Command> decode(List<Run> runs) {
        List<Command> commands = new ArrayList<>();
        for (Run run : runs) {
            if (run.getRunCase() == Run.RunCase.RENEWALS) {
                decodeRenewals(run.getRenewals(), commands);
            } else {
                commands.add(decodeOne(run));
            }
        }
        return commands;
    }

    private static void decodeRenewals(Renewals renewals, List<Command> commands) {
        int count = renewals.getTriplesCount();
        if (count % 3 != 0) {
            throw new JournalException("renewals come in threes, not " + count);
        }
        for (int i = 0; i < count; i += 3) {
            commands.add(new Command.Renewal(
                    new Handle(renewals.getTriples(i)),
                    renewals.getTriples(i + 1),
                    holding(renewals.getTriples(i + 2))));
        }
    }

    private static Command decodeOne(Run run) {
        return switch (run.getRunCase()) {
            case CHECK_IN -> decodeCheckIn(run.getCheckIn());
            case LEAVE ->
                new Command.Leave(
                        new PoolName(run.getLeave().getPool()),
                        new InstanceId(run.getLeave().getInstanceId()),
                        new Incarnation(run.getLeave().getIncarnation()),
                        run.getLeave().getSeq());
            case SET_POOL_SETTINGS -> decodeSet(run.getSetPoolSettings());
            case OPERATE -> OperationCodec.decode(run.getOperate());
            case BARRIER -> new Command.Barrier();
            case RENEWALS, RUN_NOT_SET ->
                throw new JournalException("a command of a kind that this release does not know");
        };
    }

    private static Command decodeCheckIn(CheckIn in) {
        return new Command.CheckIn(
                new PoolName(in.getPool()),
                new InstanceId(in.getInstanceId()),
                new Incarnation(in.getIncarnation()),
                in.getSupersedesList().stream().map(Incarnation::new).toList(),
                in.getNonce(),
                in.getSeq(),
                ProfileCodec.decode(in.getProfile()),
                holding(in.getHoldingPlusOne()),
                in.getRelease(),
                !in.getExistingPoolOnly());
    }

    private static Command decodeSet(SetPoolSettings in) {
        return new Command.SetPoolSettings(
                new PoolName(in.getPool()), SettingsCodec.decode(in.getSettings()), ActorCodec.decode(in.getActor()));
    }

    private static long plusOne(Holding holding) {
        if (holding instanceof Holding.Claim claim) {
            return claim.number() + 1;
        }
        return holding instanceof Holding.Nothing ? 1 : 0;
    }

    private static Holding holding(long plusOne) {
        return plusOne == 0 ? Holding.UNSAID : Holding.of(plusOne - 1);
    }
}
