/**
 * What a shell offers to complete a command line with: coordctl is asked at each Tab, so commands and options are those of the
 * installed version, and names are those of the cluster.
 *
 * <p><b>May import</b> {@code invocation}, {@code connection} and {@code text}.
 */
@NullMarked
package dev.coordinator.cli.completion;

import org.jspecify.annotations.NullMarked;
