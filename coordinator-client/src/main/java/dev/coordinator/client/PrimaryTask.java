package dev.coordinator.client;

/** Work that only the primary may do. */
@FunctionalInterface
public interface PrimaryTask {

    /**
     * Runs until the work is done or the thread is interrupted, which says that the lease has ended or is to be given up.
     *
     * @param epoch whose number fences what is written
     * @throws Exception is logged; the task does not run again for that
     */
    void run(Epoch epoch) throws Exception;
}
