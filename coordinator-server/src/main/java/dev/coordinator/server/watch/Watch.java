package dev.coordinator.server.watch;

/** A running watch. Safe for use by any thread; never blocks. */
public interface Watch {

    /** The watcher takes messages again. */
    void ready();

    /** The watcher is gone; it may still be told what was under way. */
    void cancel();
}
