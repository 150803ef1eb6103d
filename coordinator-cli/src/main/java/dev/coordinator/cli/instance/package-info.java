/**
 * The instances of a pool, and speaking for one of them.
 *
 * <p><b>May import</b> {@code invocation}, {@code connection}, {@code text} and {@code pool}.
 */
@NullMarked
package dev.coordinator.cli.instance;

import org.jspecify.annotations.NullMarked;
