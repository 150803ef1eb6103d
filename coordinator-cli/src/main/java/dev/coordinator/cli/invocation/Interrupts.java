package dev.coordinator.cli.invocation;

/** Tells when a person has had enough (Ctrl-C) or the system ends the process. */
@FunctionalInterface
public interface Interrupts {

    /** Runs the action, on another thread, when that happens; the process ends soon after the action returns. */
    void onInterrupt(Runnable action);
}
