/**
 * Manual pages, from what the commands say of themselves.
 *
 * <p><b>May import</b> {@code text}.
 */
@NullMarked
package dev.coordinator.cli.manual;

import org.jspecify.annotations.NullMarked;
