/**
 * Being an instance of a pool for as long as the process runs, through the library that applications embed.
 *
 * <p><b>May import</b> {@code invocation}, {@code connection}, {@code text} and the client library.
 */
@NullMarked
package dev.coordinator.cli.membership;

import org.jspecify.annotations.NullMarked;
