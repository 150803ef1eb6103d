/**
 * {@code coordctl}: the coordinator from a terminal or a script.
 *
 * <p>Standard output carries the answer, in text or JSON; standard error carries everything else; the exit status says
 * which kind of failure it was. Nothing is decided here that the server could decide.
 *
 * <p><b>May import</b> every other package of this program; none of them imports this one.
 */
@NullMarked
package dev.coordinator.cli;

import org.jspecify.annotations.NullMarked;
