/**
 * Running a program that knows nothing of the coordinator, only while this instance is primary.
 *
 * <p>What must hold: the program, with all of its process group, is gone before the local lease ends. {@link
 * dev.coordinator.cli.run.Supervisor} sees to it, and a guard process beside it, for when this process is stopped or killed.
 * And a run is certified as dead only when nothing that it started is alive: {@link dev.coordinator.cli.run.RunFolder}.
 *
 * <p><b>May import</b> {@code membership}, {@code invocation}, {@code connection}, {@code text} and the client library.
 */
@NullMarked
package dev.coordinator.cli.run;

import org.jspecify.annotations.NullMarked;
