/**
 * The settings of one node, read from a file into records and checked before anything starts.
 *
 * <p>An unknown key is an error that names its line. Every violated rule is reported, not only the first.
 *
 * <p><b>May import</b> nothing of ours.
 */
@NullMarked
package dev.coordinator.server.config;

import org.jspecify.annotations.NullMarked;
