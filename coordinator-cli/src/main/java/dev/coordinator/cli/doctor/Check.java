package dev.coordinator.cli.doctor;

import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One thing that is looked at.
 *
 * @param name for scripts; never changes
 * @param look what it finds in a picture, none at all where it can't tell
 */
record Check(String name, Function<Picture, Stream<Finding>> look) {}
