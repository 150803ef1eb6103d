/**
 * The library an application embeds to learn whether it is the primary of its pool.
 *
 * <p>It checks in, counts its lease from the moment it composed the check-in that was answered, on a clock that goes on
 * while the machine is suspended, and stops being primary by that clock alone, whatever the network does (S1, S3).
 *
 * <p><b>May import</b> the public API's classes; never the private journal's. Logs through {@link System.Logger}, so that it
 * brings no logging library along.
 */
@NullMarked
package dev.coordinator.client;

import org.jspecify.annotations.NullMarked;
