package dev.coordinator.server.webhook;

/** Runs a task later, on the dispatcher's thread; only the one set last. */
interface Alarm {

    void after(long nanos, Runnable task);
}
