/**
 * What is written to the log and to a snapshot: commands and images to bytes, and back.
 *
 * <p>The bytes are versioned and stable: one value has one encoding, and every release reads what the releases it
 * claims to follow have written. Nothing else in the server sees the generated journal classes.
 *
 * <p><b>May import</b> {@code lease}, {@code outbox} and {@code roster}.
 *
 * <p><b>Holds</b>
 * <ul>
 *   <li>decode is the inverse of encode, and encoding what was decoded gives the same bytes;
 *   <li>bytes that cannot be decoded in full stop the node: nothing is skipped and nothing is guessed.
 * </ul>
 */
@NullMarked
package dev.coordinator.server.journal;

import org.jspecify.annotations.NullMarked;
