/**
 * A live view of the whole terminal: nodes, rates, and pools by trouble first.
 *
 * <p>One thread reads the cluster and publishes each {@link dev.coordinator.cli.top.Reading} whole; another draws. What is
 * drawn is a function of the reading, of what the person pressed, of the moment and of the terminal's size; what a key does
 * is one too. Only {@link dev.coordinator.cli.top.TerminalStage} touches the terminal.
 *
 * <p><b>May import</b> {@code invocation}, {@code connection}, {@code text}, {@code pool}, {@code instance} and {@code cluster}.
 */
@NullMarked
package dev.coordinator.cli.top;

import org.jspecify.annotations.NullMarked;
