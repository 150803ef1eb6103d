package dev.coordinator.server.config;

/** What the web console offers, as configured. */
public enum WebConsole {
    /** As {@link #ON} where it is known who may do what or only this machine reaches the listener, else as {@link #READ_ONLY}. */
    AUTO,
    /** What is to be seen, and what an operator does. */
    ON,
    /** What is to be seen. */
    READ_ONLY,
    /** Nothing: it isn't served. */
    OFF
}
