/**
 * Who a listener is, whom it trusts, and both of it anew when the files change: certificates, keys, authorities.
 *
 * <p><b>May import</b> nothing of ours.
 *
 * <p><b>Holds</b>
 * <ul>
 *   <li>nothing older than TLS 1.3 is spoken;
 *   <li>files that are wrong never replace material that works;
 *   <li>no key leaves this package, not even in a message.
 * </ul>
 */
@NullMarked
package dev.coordinator.server.security;

import org.jspecify.annotations.NullMarked;
