package dev.coordinator.server.watch;

/**
 * What a hub takes on.
 *
 * @param watches how many at a time
 * @param backlog how many changes a watcher may leave untold before it is dropped
 * @param remembered how many changes are kept to resume from
 */
public record WatchLimits(int watches, int backlog, int remembered) {

    /** How many changes a hub keeps where nothing else was said. */
    public static final int REMEMBERED = 65_536;

    public WatchLimits {
        if (watches < 1 || backlog < 1 || remembered < 1) {
            throw new IllegalArgumentException("each limit of a hub is 1 at least: " + watches + " watches, " + backlog
                    + " untold changes, " + remembered + " remembered changes");
        }
    }
}
