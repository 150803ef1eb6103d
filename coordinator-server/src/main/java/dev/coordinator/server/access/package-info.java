/**
 * Who somebody is and what they may do, by one file that is read again when it changes.
 *
 * <p>{@link dev.coordinator.server.access.AccessControl} turns what a caller shows (a token, the names of a certificate, a
 * local socket) into an {@link dev.coordinator.server.access.Identity}, which is asked before each thing that is done.
 *
 * <p><b>May import</b> {@code config}, for files of strict YAML. The library for signed tokens is known to this package alone.
 *
 * <p><b>Holds</b>
 * <ul>
 *   <li>what nobody has granted is denied;
 *   <li>a file that is wrong never replaces rules that are in force;
 *   <li>an identity is judged by the rules that are in force, not by those of the time when it was shown;
 *   <li>no token leaves this package, not even in a message.
 * </ul>
 */
@NullMarked
package dev.coordinator.server.access;

import org.jspecify.annotations.NullMarked;
