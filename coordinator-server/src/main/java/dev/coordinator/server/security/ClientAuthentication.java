package dev.coordinator.server.security;

/** Whether those who connect must show a certificate. */
public enum ClientAuthentication {
    /** They aren't asked. */
    NONE,
    /** They are asked; who shows none is let in, who shows a bad one is not. */
    OPTIONAL,
    /** Who shows none is not let in. */
    REQUIRED
}
