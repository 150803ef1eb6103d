/**
 * The formal model of the contract, checked: {@code docs/model} holds it in TLA+, and here TLC is run on it.
 *
 * <p>One process a check, because TLC keeps its state in static fields. Nothing of it stays behind: not a file, and no
 * process, whatever a test does.
 */
@NullMarked
package dev.coordinator.server.model;

import org.jspecify.annotations.NullMarked;
