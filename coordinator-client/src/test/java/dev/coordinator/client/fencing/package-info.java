/**
 * How an application uses the fencing token: what {@code docs/fencing.md} shows, compiled and tested.
 *
 * <p>The page shows the regions between {@code // region NAME} and {@code // endregion} of these files word for word.
 */
@NullMarked
package dev.coordinator.client.fencing;

import org.jspecify.annotations.NullMarked;
