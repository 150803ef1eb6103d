package dev.coordinator.server.lease;

/** Commands, decisions and changes as lines that a person reads. */
final class Telling {

    private Telling() {}

    static String line(Command command) {
        if (command instanceof Command.CheckIn in) {
            return in.pool() + " " + in.instance() + " run " + in.incarnation() + " seq " + in.seq() + " checks in"
                    + (in.profile().electable() ? "" : ", unelectable")
                    + (in.holding() instanceof Holding.Unsaid ? "" : ", " + in.holding())
                    + (in.release() ? ", releases" : "")
                    + (in.nonce() == 0 ? "" : ", nonce " + in.nonce())
                    + (in.supersedes().isEmpty() ? "" : ", supersedes " + in.supersedes())
                    + (in.mayCreatePool() ? "" : ", makes no pool");
        }
        return command.toString();
    }

    static String line(Decision decision) {
        if (decision instanceof Decision.Answer to) {
            return to.instance() + " is " + to.role() + " (" + to.reason() + ")"
                    + to.grip()
                            .epoch()
                            .map(epoch -> " " + epoch + " for " + to.grip().validMillis() + " ms")
                            .orElse("")
                    + ", next in " + to.next().millis() + " ms, handle "
                    + to.handle().number()
                    + (to.nonce() == 0 ? "" : ", nonce " + to.nonce());
        }
        return decision.toString();
    }

    static String line(Change change) {
        return change.pool() + " " + change.kind() + " " + change.cause() + " "
                + change.from().orElse(null) + " > " + change.to().orElse(null) + " " + change.epoch();
    }
}
