/**
 * One run of the command line: its surroundings, the options every command takes, what it prints and how it ends.
 *
 * <p><b>May import</b> {@code connection}, {@code text}, {@code profile} and the client library.
 */
@NullMarked
package dev.coordinator.cli.invocation;

import org.jspecify.annotations.NullMarked;
