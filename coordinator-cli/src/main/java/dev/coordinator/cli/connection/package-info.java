/**
 * Talking to a cluster through whichever of its nodes answers.
 *
 * <p>A question that changes nothing is asked of every endpoint in turn. One that changes something is asked again only
 * while it is certain that nothing was done with it.
 *
 * <p><b>May import</b> gRPC and the client library's TLS, and nothing else of this program.
 */
@NullMarked
package dev.coordinator.cli.connection;

import org.jspecify.annotations.NullMarked;
