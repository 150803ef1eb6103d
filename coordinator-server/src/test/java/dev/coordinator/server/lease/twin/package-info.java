/**
 * The contract a second time: simple, slow, and written from its sentences rather than from the core's code.
 *
 * <p>No index, nothing lazy, nothing kept that can be counted again: at every entry, and after every command, each pool is looked
 * at from its flat list of seats. Of the core only the words are used, that is commands, decisions, changes and
 * views, never its rules. Where the contract leaves a choice open, the twin does what the core documents; those places say "open".
 */
@NullMarked
package dev.coordinator.server.lease.twin;

import org.jspecify.annotations.NullMarked;
