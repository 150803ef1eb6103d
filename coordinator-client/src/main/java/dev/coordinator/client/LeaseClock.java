package dev.coordinator.client;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;

/**
 * Time as a lease counts it: it never goes back, and it goes on while the machine is suspended.
 *
 * <p>Its zero means nothing and its readings are compared with one another only. Safe for use by any thread.
 */
@FunctionalInterface
interface LeaseClock {

    /**
     * Tells the time.
     *
     * @throws java.io.UncheckedIOException when the time can't be read; whoever asks must then not believe in any lease
     */
    Moment read();

    /** The best clock this machine has. */
    static LeaseClock ofThisMachine() {
        try {
            return UptimeClock.open(Path.of("/proc/uptime"));
        } catch (IOException e) {
            Logger log = System.getLogger(LeaseClock.class.getName());
            log.log(
                    Level.DEBUG,
                    "no /proc/uptime, the lease clock follows the moves of the wall clock: {0}",
                    e.toString());
            return SteppedClock.ofThisMachine();
        }
    }
}
