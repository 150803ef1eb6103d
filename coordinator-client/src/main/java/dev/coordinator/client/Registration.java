package dev.coordinator.client;

/** Keeps a {@link PrimaryTask} registered until closed. */
public interface Registration extends AutoCloseable {

    /** Interrupts the task if it is running and never starts it again. Does not wait. Safe to repeat. */
    @Override
    void close();
}
