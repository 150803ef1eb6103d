/**
 * What changes, as it is decided, across breaks of the stream.
 *
 * <p><b>May import</b> {@code invocation}, {@code connection}, {@code text} and {@code pool}.
 */
@NullMarked
package dev.coordinator.cli.watch;

import org.jspecify.annotations.NullMarked;
