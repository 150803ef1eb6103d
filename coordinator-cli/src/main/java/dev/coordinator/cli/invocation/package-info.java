/**
 * One run of the command line: its surroundings, the options every command takes, what it prints and how it ends.
 *
 * <p><b>May import</b> {@code connection}, {@code text} and {@code profile}.
 */
@NullMarked
package dev.coordinator.cli.invocation;

import org.jspecify.annotations.NullMarked;
