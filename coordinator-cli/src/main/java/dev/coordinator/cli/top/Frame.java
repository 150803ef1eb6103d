package dev.coordinator.cli.top;

import java.util.List;

/**
 * What is drawn, and what the next key is understood by.
 *
 * @param lines from the top, as many as the canvas has rows at most
 * @param names of the listed pools, in their order, also of those that found no room
 * @param page how many pools, or lines of the open pool, were drawn at most
 * @param length how many lines the open pool has
 */
record Frame(List<String> lines, List<String> names, int page, int length) {

    Frame {
        lines = List.copyOf(lines);
        names = List.copyOf(names);
    }
}
