package dev.coordinator.server.console;

/**
 * One file of the console.
 *
 * @param name such as {@code main.js}
 * @param type as HTTP says it
 */
public record ConsoleFile(String name, String type, String text) {}
