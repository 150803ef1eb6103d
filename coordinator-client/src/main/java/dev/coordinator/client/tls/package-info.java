/**
 * TLS towards coordinators: whom to trust, with what to show oneself, and what it means when that fails.
 *
 * <p><b>May import</b> nothing else of ours.
 */
@NullMarked
package dev.coordinator.client.tls;

import org.jspecify.annotations.NullMarked;
