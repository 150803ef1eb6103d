/**
 * Tells those who watch what has been decided, in the order of the log.
 *
 * <p>Fan-out is bounded and cursors can be resumed. A watcher too slow to keep up is told so and dropped; it never delays
 * a decision. What is told here makes nobody primary (S3).
 *
 * <p><b>May import</b> {@code lease}.
 */
@NullMarked
package dev.coordinator.server.watch;

import org.jspecify.annotations.NullMarked;
