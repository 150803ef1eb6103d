package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolImage;
import dev.coordinator.server.lease.SeatImage;
import dev.coordinator.server.lease.StateImage;

/** Commands, decisions and changes as sentences. */
final class Telling {

    private Telling() {}

    /** The pool that a command is about, or an empty name. */
    static String pool(Command command, StateImage state) {
        if (command instanceof Command.CheckIn in) {
            return in.pool().value();
        }
        if (command instanceof Command.Leave leave) {
            return leave.pool().value();
        }
        if (command instanceof Command.SetPoolSettings set) {
            return set.pool().value();
        }
        if (command instanceof Command.Operate operate) {
            return operate.pool().value();
        }
        if (command instanceof Command.Renewal renewal) {
            for (PoolImage pool : state.pools()) {
                for (SeatImage seat : pool.seats()) {
                    if (seat.handle().equals(renewal.handle())) {
                        return pool.name().value();
                    }
                }
            }
        }
        return "";
    }

    static String line(Command command, StateImage state) {
        if (command instanceof Command.CheckIn in) {
            return in.instance() + " (run " + in.incarnation() + ") checks in, seq " + in.seq()
                    + (in.profile().electable() ? "" : ", unelectable")
                    + says(in.holding())
                    + (in.release() ? ", releases" : "")
                    + (in.nonce() == 0 ? "" : ", echoes nonce " + in.nonce())
                    + (in.supersedes().isEmpty() ? "" : ", supersedes " + in.supersedes());
        }
        if (command instanceof Command.Renewal renewal) {
            return who(renewal, state) + " renews, seq " + renewal.seq() + says(renewal.holding());
        }
        if (command instanceof Command.Leave leave) {
            return leave.instance() + " (run " + leave.incarnation() + ") leaves, seq " + leave.seq();
        }
        if (command instanceof Command.Operate operate) {
            return "an operator asks: " + operate.operation();
        }
        return command instanceof Command.Barrier ? "somebody reads" : "an operator asks: " + command;
    }

    private static String who(Command.Renewal renewal, StateImage state) {
        for (PoolImage pool : state.pools()) {
            for (SeatImage seat : pool.seats()) {
                if (seat.handle().equals(renewal.handle())) {
                    return seat.id() + " (run " + seat.incarnation() + ")";
                }
            }
        }
        return "someone with handle " + renewal.handle().number();
    }

    private static String says(Holding holding) {
        if (holding instanceof Holding.Claim claim) {
            return ", holds epoch " + claim.number();
        }
        return holding instanceof Holding.Nothing ? ", holds nothing" : "";
    }

    static String line(Decision decision) {
        if (decision instanceof Decision.Answer to) {
            return to.instance() + " is " + to.role() + " (" + to.reason() + ")"
                    + to.grip()
                            .epoch()
                            .map(epoch ->
                                    " by epoch " + epoch + " for " + to.grip().validMillis() + " ms")
                            .orElse("")
                    + ", comes again in " + to.next().millis() + " ms";
        }
        return decision.toString();
    }

    static String line(Change change) {
        return "! " + change.kind() + (change.epoch() == 0 ? "" : " epoch " + change.epoch()) + ", cause "
                + change.cause() + ", from "
                + change.from().map(InstanceId::value).orElse("nobody") + " to "
                + change.to().map(InstanceId::value).orElse("nobody");
    }
}
