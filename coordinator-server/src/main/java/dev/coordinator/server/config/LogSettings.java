package dev.coordinator.server.config;

/** What is logged, and how. */
public record LogSettings(LogFormat format, LogLevel level) {}
