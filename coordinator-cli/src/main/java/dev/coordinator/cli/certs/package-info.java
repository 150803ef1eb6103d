/**
 * An authority of a cluster's own, and the certificates that it gives. Needs no cluster, and asks none.
 *
 * <p>Alone in knowing the library that makes certificates.
 *
 * <p><b>May import</b> {@code invocation} and {@code text}.
 */
@NullMarked
package dev.coordinator.cli.certs;

import org.jspecify.annotations.NullMarked;
