package dev.coordinator.server.config;

/**
 * How much may wait for the log; a request that finds the queue full is refused and may be retried.
 *
 * @param maxCommands waiting at once
 * @param maxBytes of all of them together
 */
public record QueueSettings(int maxCommands, long maxBytes) {

    public QueueSettings {
        Keys.QUEUE_COMMANDS.check(maxCommands);
        Keys.QUEUE_BYTES.check(maxBytes);
    }
}
