package dev.coordinator.server.api.http;

/** What the web console offers. */
public enum ConsoleMode {
    /** It isn't served. */
    OFF,
    /** It shows, and offers nothing that changes anything. */
    READ_ONLY,
    /** It offers what an operator does, too. */
    ON
}
