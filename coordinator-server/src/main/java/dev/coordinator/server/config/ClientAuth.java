package dev.coordinator.server.config;

/** Whether clients must show a certificate. */
public enum ClientAuth {
    NONE,
    OPTIONAL,
    REQUIRED
}
