/** Stories of the lease as text files: read, played on the core, compared or rewritten. */
@NullMarked
package dev.coordinator.server.lease.scenario;

import org.jspecify.annotations.NullMarked;
