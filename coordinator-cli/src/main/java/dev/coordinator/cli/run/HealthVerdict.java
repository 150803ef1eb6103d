package dev.coordinator.cli.run;

/** What the outcomes of a health command say, one after the other: so many failures in a row are needed, one success. */
final class HealthVerdict {

    private final int failuresNeeded;
    private int failuresInARow;
    private boolean healthy;

    /** Unhealthy until the first success. */
    HealthVerdict(int failuresNeeded) {
        this.failuresNeeded = failuresNeeded;
    }

    /** Whether this outcome changes the verdict. */
    boolean changesBy(boolean success) {
        failuresInARow = success ? 0 : failuresInARow + 1;
        boolean before = healthy;
        healthy = success || (healthy && failuresInARow < failuresNeeded);
        return healthy != before;
    }

    boolean isHealthy() {
        return healthy;
    }
}
