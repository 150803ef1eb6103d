/**
 * The token by which coordinators know who is calling.
 *
 * <p><b>May import</b> nothing else of ours.
 */
@NullMarked
package dev.coordinator.client.token;

import org.jspecify.annotations.NullMarked;
