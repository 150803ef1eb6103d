/**
 * The web console's files: plain HTML, CSS and JavaScript modules that lie beside this package's classes and are served as
 * they are. What they show and do goes through the API of the node that served them, and through nothing else.
 *
 * <p>Imports nothing of ours; the API's HTTP edge serves what is here.
 */
@NullMarked
package dev.coordinator.server.console;

import org.jspecify.annotations.NullMarked;
