package dev.coordinator.server.config;

/** How an event is written to the log: a line of text for people, or of JSON for machines. */
public enum LogFormat {
    TEXT,
    JSON
}
