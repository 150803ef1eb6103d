package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Violation;
import java.util.List;

/** A recovery that is refused says why, and is accepted when that has been put right. */
final class RecoveriesSucceed implements Rule {

    /** It was put right as often as an operator has patience for. */
    BrokenInvariant stillRefused(List<Violation> why) {
        return broken("no recovery was accepted: " + why);
    }
}
