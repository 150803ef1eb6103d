package dev.coordinator.cli.run;

/**
 * When a program is asked to stop, and when it is killed, unless its lease is renewed before.
 *
 * @param term in hundredths of a second of {@link Uptime}
 * @param kill in the same; not before {@code term}
 */
record Limits(long term, long kill) {

    Limits {
        if (kill < term) {
            throw new IllegalArgumentException("killed before it is asked to stop");
        }
    }

    boolean isTimeToStop(long now) {
        return now >= term;
    }

    boolean isTimeToKill(long now) {
        return now >= kill;
    }
}
