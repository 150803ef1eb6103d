/**
 * What a person keeps in a file instead of typing it: endpoints, files for TLS, timeout, output, under a name.
 *
 * <p><b>May import</b> nothing else of this program.
 */
@NullMarked
package dev.coordinator.cli.profile;

import org.jspecify.annotations.NullMarked;
