/**
 * Tokens, by which nodes know who is calling. Makes them; asks no node.
 *
 * <p><b>May import</b> {@code invocation} and {@code text}.
 */
@NullMarked
package dev.coordinator.cli.token;

import org.jspecify.annotations.NullMarked;
