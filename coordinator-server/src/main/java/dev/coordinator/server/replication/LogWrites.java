package dev.coordinator.server.replication;

import java.time.Duration;

/**
 * How long the latest writes to this node's log took, until they were on the disk.
 *
 * @param window how far back it looks, about
 * @param count how many there were, one that is still under way among them
 * @param median half of them took no longer, told up to an eighth too long; zero without any
 * @param ninetyNinth 99 of 100 took no longer, told up to an eighth too long; of fewer it is the longest
 * @param longest of one that is under way, as long as it has taken so far
 */
public record LogWrites(Duration window, long count, Duration median, Duration ninetyNinth, Duration longest) {}
