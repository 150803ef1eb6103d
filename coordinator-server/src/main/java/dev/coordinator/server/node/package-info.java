/**
 * One node, put together: reads the settings, builds every part, starts and stops them in order.
 *
 * <p>The only package that knows all the others, and one that no other knows. It wires and decides nothing.
 *
 * <p><b>May import</b> everything of ours.
 */
@NullMarked
package dev.coordinator.server.node;

import org.jspecify.annotations.NullMarked;
