package dev.coordinator.server.config;

/** The least important events that are still written: check-ins, committed changes, or what needs a person. */
public enum LogLevel {
    DEBUG,
    INFO,
    WARN
}
