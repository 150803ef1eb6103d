/**
 * What is wrong with a cluster, seen from outside, and what to do about it.
 *
 * <p>An {@code Examination} gathers a {@code Picture}; the checks look at nothing else, so each can be tried on a picture made by
 * hand.
 *
 * <p><b>May import</b> {@code invocation}, {@code connection}, {@code cluster}, {@code pool} and {@code text}.
 */
@NullMarked
package dev.coordinator.cli.doctor;

import org.jspecify.annotations.NullMarked;
