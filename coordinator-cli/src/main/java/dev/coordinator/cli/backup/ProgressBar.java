package dev.coordinator.cli.backup;

import dev.coordinator.cli.invocation.Invocation;
import java.time.Duration;

/** How far a transfer is, on the last line of a terminal; nothing where there is none. */
final class ProgressBar {

    private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();
    private static final int WIDEST_BAR = 40;
    private static final int WORDS = 32;

    private final Invocation invocation;
    private long drawnNanos = System.nanoTime();

    ProgressBar(Invocation invocation) {
        this.invocation = invocation;
    }

    void at(long pools, long ofPools, long bytes) {
        long now = System.nanoTime();
        if (now - drawnNanos >= REDRAW_NANOS) {
            drawnNanos = now;
            invocation.screen().columns().ifPresent(columns -> invocation.redraw(line(columns, pools, ofPools, bytes)));
        }
    }

    static String line(int columns, long pools, long ofPools, long bytes) {
        int width = Math.max(0, Math.min(WIDEST_BAR, columns - WORDS));
        long whole = Math.max(1, ofPools);
        long done = Math.min(pools, whole);
        int full = (int) (width * done / whole);
        String bar = "=".repeat(full) + " ".repeat(width - full);
        String words = String.format("%3d %%  %s", 100 * done / whole, BackupFacts.size(bytes));
        return width == 0 ? words : "[" + bar + "] " + words;
    }

    /** Leaves the line empty. */
    void done() {
        invocation.screen().columns().ifPresent(columns -> invocation.redraw(""));
    }
}
