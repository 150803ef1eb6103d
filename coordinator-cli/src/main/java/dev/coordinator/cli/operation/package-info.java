/**
 * An operator's words: moving a primary, pausing a pool, cordoning an instance, ending a run of one, deleting a pool.
 *
 * <p><b>May import</b> {@code invocation}, {@code connection}, {@code text}, {@code pool} and {@code watch}.
 */
@NullMarked
package dev.coordinator.cli.operation;

import org.jspecify.annotations.NullMarked;
