/**
 * HTTP/1.1 and JSON for those who don't speak gRPC: routes from the protos' {@code google.api.http}, each a call over a
 * channel within the process, so that what holds for calls (limits, permissions, counting) holds for requests.
 *
 * <p>One request at a time on each connection, in its event loop; nothing here blocks. What can't be understood in full is
 * refused, with the place where it went wrong.
 *
 * <p><b>May import</b> what {@code api} may, and nothing of {@code api} itself.
 */
@NullMarked
package dev.coordinator.server.api.http;

import org.jspecify.annotations.NullMarked;
