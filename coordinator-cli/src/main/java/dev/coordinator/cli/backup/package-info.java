/**
 * Backups as files: taken from a cluster, looked at, and what to do with one.
 *
 * <p><b>May import</b> {@code invocation}, {@code connection} and {@code text}.
 */
@NullMarked
package dev.coordinator.cli.backup;

import org.jspecify.annotations.NullMarked;
