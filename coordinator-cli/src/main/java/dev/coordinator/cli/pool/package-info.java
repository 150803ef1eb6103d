/**
 * Pools: reading them, and changing their settings.
 *
 * <p><b>May import</b> {@code invocation}, {@code connection} and {@code text}.
 */
@NullMarked
package dev.coordinator.cli.pool;

import org.jspecify.annotations.NullMarked;
