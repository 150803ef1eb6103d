/**
 * How values look to people: durations, times, words, tables.
 *
 * <p>Nothing that a server sent reaches a terminal unless it went through {@link dev.coordinator.cli.text.Printable}.
 *
 * <p><b>May import</b> the public API's classes and nothing else of this program.
 */
@NullMarked
package dev.coordinator.cli.text;

import org.jspecify.annotations.NullMarked;
