/**
 * One file with what somebody else needs to find out what happened.
 *
 * <p><b>May import</b> {@code doctor}, {@code invocation}, {@code connection}, {@code cluster} and {@code text}.
 */
@NullMarked
package dev.coordinator.cli.bundle;

import org.jspecify.annotations.NullMarked;
