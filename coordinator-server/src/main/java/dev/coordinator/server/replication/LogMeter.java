package dev.coordinator.server.replication;

/** Told by a node's log how it gets on with its disk. Must not block, nor throw. */
public interface LogMeter {

    /** Measures nothing. */
    LogMeter NONE = new LogMeter() {
        @Override
        public void written(long nanos) {}

        @Override
        public void snapshotTaken(long nanos) {}

        @Override
        public void snapshotFailed() {}

        @Override
        public void snapshotKept(long index, long bytes, long writtenAtMillis) {}
    };

    /** A write to the log has returned, and is on the disk. */
    void written(long nanos);

    /** A snapshot of the state was written to the disk, in so long. */
    void snapshotTaken(long nanos);

    /** A snapshot could not be written. The log keeps what it would have replaced. */
    void snapshotFailed();

    /**
     * This is the latest snapshot on the disk: just taken, received from the leader, or found at the start.
     *
     * @param index the last entry that it includes
     * @param writtenAtMillis when its file was written, by this machine's wall clock
     */
    void snapshotKept(long index, long bytes, long writtenAtMillis);
}
