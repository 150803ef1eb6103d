package dev.coordinator.server.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is logged, and how.
 *
 * @param auditFile where the lines of the audit trail go; empty: among the others
 */
public record LogSettings(LogFormat format, LogLevel level, Optional<Path> auditFile) {}
