package dev.coordinator.cli.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a run is to do.
 *
 * @param onPrimary before the program is started, in each reign
 * @param onStandby after it is gone
 * @param hookTimeout for each of the two
 * @param hangUpEnds whether HUP ends the run, as that of a terminal does; else it is the program's
 */
record Plan(
        Launch program,
        Optional<Launch> onPrimary,
        Optional<Launch> onStandby,
        Duration hookTimeout,
        Restarts restarts,
        StopBudget budget,
        Path programLock,
        boolean hangUpEnds) {

    Plan lockedBy(Path lock) {
        return new Plan(program, onPrimary, onStandby, hookTimeout, restarts, budget, lock, hangUpEnds);
    }
}
