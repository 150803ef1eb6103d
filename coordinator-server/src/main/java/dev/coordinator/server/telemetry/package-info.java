/**
 * What a node counts and measures, as the page that Prometheus reads.
 *
 * <p>Owns the names, units and labels of all metrics. Labels come from small closed sets, so the page doesn't grow with pools
 * or instances.
 *
 * <p><b>May import</b> {@code lease}.
 *
 * <p><b>Holds</b>
 * <ul>
 *   <li>what is decided is counted by the node that led when it was applied, once in the cluster, so that sums over nodes are
 *       right and a restart counts nothing again;
 *   <li>counting never blocks and never fails its caller.
 * </ul>
 */
@NullMarked
package dev.coordinator.server.telemetry;

import org.jspecify.annotations.NullMarked;
