/**
 * The edges that clients reach, gRPC and HTTP: request to command, decision to reply, failure to status.
 *
 * <p>Nothing here blocks, and nothing here decides. A request is checked in full before it becomes a command; a reply
 * says whether a retry is safe.
 *
 * <p><b>May import</b> {@code replication}, {@code watch}, {@code journal}, {@code lease}, {@code security}, {@code access} and
 * {@code listening}. The gRPC library is known to this package alone.
 */
@NullMarked
package dev.coordinator.server.api;

import org.jspecify.annotations.NullMarked;
