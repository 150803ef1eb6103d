/**
 * The nodes of a cluster, each asked for its own view.
 *
 * <p><b>May import</b> {@code invocation}, {@code connection} and {@code text}.
 */
@NullMarked
package dev.coordinator.cli.cluster;

import org.jspecify.annotations.NullMarked;
