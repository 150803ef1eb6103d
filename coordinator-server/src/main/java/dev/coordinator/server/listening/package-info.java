/** Where a node takes connections: ports and Unix domain sockets, and the threads that serve them. */
@NullMarked
package dev.coordinator.server.listening;

import org.jspecify.annotations.NullMarked;
